import Extracts
import Findings
import Glibc
import Tables
import TestSupport
import Testing
import Values

/// Files that public bodies published; they are not part of the project.
private let folder =
  unsafe getenv("VOUCH_REAL_EXTRACTS").map { unsafe String(cString: $0) }
  ?? ProjectFiles.root + "/../shared/real-extracts"

/// Reads a file; the fields are headings with their types, the first of which is the key if it says so.
private func readReal(
  _ file: String,
  _ fields: [(heading: String, type: FieldType)],
  isKeyed: Bool = true,
  dates: String = "yyyy-mm-dd",
  adjust: (inout Binding) -> Void = { _ in }
) throws -> Extract {
  let names = fields.indices.map { "f\($0)" }
  let schema = Schema(
    dataset: "rows",
    each: "row",
    fields: zip(names, fields).map { Field(name: $0, type: $1.type) },
    key: isKeyed ? [0] : [],
    control: fields.firstIndex { $0.type == .money }
  )
  var binding = Binding(
    schema: schema,
    files: ["\(folder)/\(file)"],
    columns: Dictionary(uniqueKeysWithValues: zip(names, fields.map { BoundColumn($0.heading) }))
  )
  binding.dates = try #require(DateFormat(dates))
  binding.maximumRejected = .rows(.max)
  adjust(&binding)
  return try read(binding, into: TextPool())
}

/// The rows and sums were counted with another program's CSV reader and exact decimals.
@Suite(
  .enabled(if: unsafe access(folder, F_OK) == 0, "the real extracts are not beside the project")
)
struct `Files that public bodies published` {
  @Test func `Salford's payments are read whole`() throws {
    let extract = try readReal(
      "salford_2022-06_payments.csv",
      [("DocumentNo", .text), ("Date of Payment", .date), ("Net", .money), ("Vendor Name", .text)]
    )
    #expect(extract.record.loaded.rows == 1809)
    #expect(extract.record.loaded.pence == 2_129_207_437)
    #expect(extract.rejected.isEmpty)
  }

  @Test func `Salford's register has four rows with a date that is none, and one Noo`() throws {
    let extract = try readReal(
      "salford_2022-07_CONTRACTS_REGISTER.csv",
      [
        ("Directorate Name", .text), ("Supplier Company Name", .text), ("Annual Value", .money),
        ("OJEU/FTS?", .code), ("Start Date", .date), ("End Date", .date),
        ("Current Expiry Date", .date),
      ],
      isKeyed: false
    ) {
      $0.schema.fields[3].values = ["Yes", "No"]
      $0.blanks = ["-", "N/A"]
    }
    #expect(extract.record.loaded.rows == 355)
    // TBC, X, 31 September, Noo, and a year of three digits.
    #expect(extract.rejected.map(\.location.line) == [27, 80, 118, 210, 219])
    #expect(
      extract.rejected.map(\.heading) == [
        "Start Date", "Start Date", "End Date", "OJEU/FTS?", "End Date",
      ]
    )
    let codes: [RejectionCode] = [.typeError, .typeError, .typeError, .constraint, .typeError]
    #expect(extract.rejected.map(\.code) == codes)
  }

  @Test func `Leeds is Windows-1252 with empty columns, and ends in rows of nothing and a total`()
    throws
  {
    let extract = try readReal(
      "leeds_2011-12_raw.csv",
      [("Transaction number", .text), ("Date paid", .date), ("Net amount", .money)],
      dates: "dd/mm/yyyy"
    ) { $0.encoding = .windows1252 }
    #expect(extract.record.loaded.rows == 9953)
    #expect(extract.rejected.map(\.code) == [.missingValue])
    // The file's own total is what its rows add up to.
    #expect(extract.rejected.compactMap(\.pence) == [7_891_771_050])
    #expect(extract.record.loaded.pence == 7_891_771_050)
  }

  @Test func `London writes negatives in parentheses`() throws {
    let fields: [(heading: String, type: FieldType)] = [
      ("Document No", .text), ("Amount", .money), ("Clearing Date", .date),
    ]
    let declared = NumberFormat(thousands: UInt8(ascii: ","), negatives: .parentheses)
    let extract = try readReal("gla_2022-P13.csv", fields, isKeyed: false) {
      $0.numbers = declared
    }
    #expect(extract.record.loaded.rows == 2553)
    #expect(extract.record.loaded.pence == 41_206_640_818)
    // Undeclared, they are refused, and not read as positive.
    let undeclared = try readReal("gla_2022-P13.csv", fields, isKeyed: false)
    #expect(undeclared.record.rejected.rows == 86)
    #expect(undeclared.rejected.allSatisfy { $0.code == .typeError && $0.heading == "Amount" })
  }

  @Test func `Newcastle's eleventh column has no heading`() throws {
    let fields: [(heading: String, type: FieldType)] = [
      ("Internal Ref", .text), ("Paid Date", .date), ("Total (excludes VAT)", .money),
    ]
    let extract = try readReal("newcastle_2022-08.csv", fields, isKeyed: false)
    #expect(extract.record.loaded.rows == 0)
    #expect(extract.rejected.count == 6568)
    #expect(extract.rejected.allSatisfy { $0.code == .extraCell })
    // Where its texts are declared to be blanks, there is nothing in it to lose.
    let declared = try readReal("newcastle_2022-08.csv", fields, isKeyed: false) {
      // An apostrophe of Windows-1252 was taken for a control character when the file was made.
      $0.blanks = ["#N/A", "Redacted…", "Don\u{92}t Redact"]
    }
    #expect(declared.record.loaded.rows == 6568)
    #expect(declared.record.loaded.pence == 4_801_302_497)
  }

  @Test func `Kingston writes pounds and short months`() throws {
    let extract = try readReal(
      "nhs_kingston_2020-10.csv",
      [("Transaction Number", .text), ("Date", .date), ("Amount in Sterling £", .money)],
      dates: "dd-Mon-yy"
    ) {
      $0.encoding = .windows1252
      $0.numbers = NumberFormat(thousands: UInt8(ascii: ","), currencies: ["£"])
    }
    #expect(extract.record.loaded.rows == 56)
    #expect(extract.record.loaded.pence == 496_026_416)
    #expect(extract.rejected.isEmpty)
  }
}
