import Audit
import Findings
import Glibc
import TestSupport
import Testing

private let folder =
  unsafe getenv("VOUCH_REAL_EXTRACTS").map { unsafe String(cString: $0) }
  ?? ProjectFiles.root + "/../shared/real-extracts"

/// A file that a public body published, and a dataset that it should be taken for; it is not part of the project.
struct RealProposal: CustomTestStringConvertible {
  var file: String
  var dataset: String
  var fields: [String]
  var control: String
  /// What Python's readers count: rows that fit, their pounds in pence, and the others by line and reason.
  var rows: Int
  var pence: Int128
  var rejected: [String] = []

  var testDescription: String { file }

  static let every = [
    RealProposal(
      file: "gla_2022-P13.csv",
      dataset: "cleared_items",
      fields: [
        "vendor_id: { type: text }", "vendor_name: { type: text, required: true }",
        "cost_element: { type: text }", "document_no: { type: text, required: true }",
        "amount: { type: money, required: true }", "clearing_date: { type: date, required: true }",
        "directorate: { type: text }", "approved_by: { type: text }",
      ],
      control: "amount",
      rows: 2553,
      pence: 41_206_640_818
    ),
    RealProposal(
      file: "leeds_2011-12_raw.csv",
      dataset: "spend_lines",
      fields: [
        "body_name: { type: text, required: true }", "service_division_label: { type: text }",
        "date_paid: { type: date, required: true }",
        "transaction_number: { type: text, required: true }",
        "net_amount: { type: money, required: true }",
        "capital_or_revenue: { type: code, values: [C, R], required: true }",
        "supplier_name: { type: text }",
      ],
      control: "net_amount",
      rows: 9953,
      pence: 7_891_771_050,
      // The row of its total.
      rejected: ["9956 constraint-required"]
    ),
    RealProposal(
      file: "newcastle_2022-08.csv",
      dataset: "spend_lines",
      fields: [
        "directorate: { type: text, required: true }",
        "service_area: { type: text, required: true }",
        "group_description: { type: text }", "paid_date: { type: date, required: true }",
        "supplier_name: { type: text }", "internal_ref: { type: text, required: true }",
        "cost_centre: { type: text }", "amount: { type: money, required: true }",
      ],
      control: "amount",
      rows: 6547,
      pence: 4_742_557_627,
      // Something other than a word for blank, under no heading.
      rejected: [
        306, 499, 500, 501, 502, 503, 890, 956, 1242, 1243, 1244, 2309, 2310, 2311, 2312, 2313,
        2314,
        2370, 2698, 2699, 2700,
      ].map { "\($0) extra-cell" }
    ),
    RealProposal(
      file: "nhs_kingston_2020-10.csv",
      dataset: "spend_lines",
      fields: [
        "department_family: { type: text }", "entity: { type: text, required: true }",
        "payment_date: { type: date, required: true }", "expense_type: { type: text }",
        "supplier: { type: text, required: true }",
        "transaction_number: { type: text, required: true }",
        "amount: { type: money, required: true }",
      ],
      control: "amount",
      rows: 56,
      pence: 496_026_416
    ),
    RealProposal(
      file: "salford_2022-06_payments.csv",
      dataset: "spend_lines",
      fields: [
        "authority: { type: text }", "paid_on: { type: date, required: true }",
        "document_number: { type: text, required: true }",
        "gross: { type: money, required: true }", "vat: { type: money, required: true }",
        "net: { type: money, required: true }", "vendor: { type: text }",
        "service_area: { type: text, required: true }",
      ],
      control: "net",
      rows: 1809,
      pence: 2_129_207_437
    ),
    RealProposal(
      file: "salford_2022-07_CONTRACTS_REGISTER.csv",
      dataset: "contracts_register",
      fields: [
        "contract_title: { type: text, required: true }", "contract_reference: { type: text }",
        "supplier_company_name: { type: text, required: true }", "annual_value: { type: money }",
        "start_date: { type: date }", "end_date: { type: date }",
        "contract_duration: { type: number, scale: 2 }",
        "how_many_extensions: { type: number, scale: 0 }", "current_expiry_date: { type: date }",
      ],
      control: "annual_value",
      rows: 354,
      pence: 20_621_402_689,
      // X, "To be confirmed", September without its 30th, "Yes" for a number.
      rejected: [
        "27 type-error", "79 type-error", "80 type-error", "106 type-error", "118 type-error",
        "219 type-error",
      ]
    ),
    RealProposal(
      file: "trafford_care_homes.csv",
      dataset: "homes",
      fields: [
        "name: { type: text, required: true }", "cqc_id: { type: text, required: true }",
        "type: { type: text, required: true }", "postcode: { type: text, required: true }",
        "telephone: { type: text }", "website: { type: text }",
        "inspection_date: { type: date }", "lon: { type: number, scale: 6 }",
        "lat: { type: number, scale: 6 }", "fee: { type: money }",
      ],
      control: "fee",
      rows: 56,
      pence: 0
    ),
    RealProposal(
      file: "nhs_barts_2020-04.xlsx",
      dataset: "spend_lines",
      fields: [
        "department_family: { type: text }", "entity: { type: text, required: true }",
        "payment_number: { type: text, required: true }",
        "invoice_number: { type: text, required: true }",
        "payment_date: { type: date, required: true }", "expense_type: { type: text }",
        "supplier: { type: text, required: true }", "amount: { type: money, required: true }",
      ],
      control: "amount",
      rows: 238,
      pence: 4_875_784_482
    ),
  ]
}

@Suite(
  .enabled(if: unsafe access(folder, F_OK) == 0, "the real extracts are not beside the project")
)
struct `Entries proposed for files that public bodies published` {
  @Test(arguments: RealProposal.every)
  func `read the file, and reject the rows that deserve it and no other`(
    real: RealProposal
  ) throws {
    let proposed = try Proposed(
      ["\(folder)/\(real.file)"],
      as: real.dataset,
      fields: real.fields,
      more: ["control: \(real.control)"]
    )
    let text = Comment(rawValue: proposed.text)
    #expect(proposed.check.record?.loaded.rows == real.rows, text)
    #expect(proposed.check.record?.loaded.pence == real.pence, text)
    #expect(proposed.check.record?.rejected.rows == real.rejected.count, text)
    #expect(proposed.rejected == real.rejected, text)
    for line in proposed.pages.joined(separator: "\n").split(separator: "\n").dropFirst() {
      #expect(line.count <= 100, "\(line)")
    }
  }
}
