import Extracts
import Findings
import Glibc
import Tables
import TestSupport
import Testing
import Values

/// A file that a public body published, with what its columns hold; they are not part of the project.
struct RealFile: CustomTestStringConvertible, Sendable {
  static let folder =
    unsafe getenv("VOUCH_REAL_EXTRACTS").map { unsafe String(cString: $0) }
    ?? ProjectFiles.root + "/../shared/real-extracts"
  static let isThere = unsafe access(folder, F_OK) == 0

  var name: String
  var columns: [(heading: String, type: FieldType, values: [String])]
  /// The position of the field that no row may lack.
  var key: Int?
  var dates = "yyyy-mm-dd"
  var adjust: @Sendable (inout Binding) -> Void = { _ in }

  var testDescription: String { name }

  /// Reads the columns with these headings, or all.
  func read(only headings: [String]? = nil, into pool: TextPool = TextPool()) throws -> Extract {
    let bound = columns.filter { headings?.contains($0.heading) ?? true }
    let names = bound.indices.map { "f\($0)" }
    let schema = Schema(
      dataset: "rows",
      each: "row",
      fields: zip(names, bound).map { Field(name: $0, type: $1.type, values: $1.values) },
      key: key.map { [$0] } ?? [],
      control: bound.firstIndex { $0.type == .money }
    )
    var binding = Binding(
      schema: schema,
      files: ["\(RealFile.folder)/\(name)"],
      columns: Dictionary(uniqueKeysWithValues: zip(names, bound.map { BoundColumn($0.heading) }))
    )
    binding.dates = try #require(DateFormat(dates))
    binding.maximumRejected = .rows(.max)
    adjust(&binding)
    return try Extracts.read(binding, into: pool)
  }
}

/// Columns of one type, from their headings in lines.
private func all(
  _ type: FieldType,
  _ headings: String...,
  values: [String] = []
) -> [(heading: String, type: FieldType, values: [String])] {
  headings.map { ($0, type, values) }
}

extension RealFile {
  static let london = RealFile(
    name: "gla_2022-P13.csv",
    columns: all(
      .text,
      "Vendor ID",
      "Vendor Name",
      "Cost Element",
      "Expenditure Account Code Description",
      "Document No"
    ) + all(.money, "Amount") + all(.date, "Clearing Date")
      + all(.text, "Directorate", "Service Expenditure Analysis")
  ) { $0.numbers = NumberFormat(thousands: UInt8(ascii: ","), negatives: .parentheses) }

  static let leeds = RealFile(
    name: "leeds_2011-12_raw.csv",
    columns: all(
      .text,
      "Body",
      "Body name",
      "Service label",
      "Service divison label",
      "Expenditure category",
      "Detailed expenses type"
    ) + all(.number(scale: 0), "Detailed expense code") + all(.date, "Date paid")
      + all(.text, "Transaction number") + all(.money, "Net amount")
      + all(.code, "Capital or revenue", values: ["C", "R"]) + all(.text, "Supplier name"),
    key: 8,
    dates: "dd/mm/yyyy"
  ) { $0.encoding = .windows1252 }

  static let newcastle = RealFile(
    name: "newcastle_2022-08.csv",
    columns: all(.text, "Directorate", "Service Area", "Group Description")
      + all(.date, "Paid Date")
      + all(.text, "Supplier Name", "Internal Ref")
      + all(.code, "Cap/Rev", values: ["Capital", "revenue"])
      + all(.text, "Cost Centre", "Cost Centre Name") + all(.money, "Total (excludes VAT)")
  ) {
    // An apostrophe of Windows-1252 was taken for a control character when the file was made.
    $0.blanks = ["#N/A", "Redacted…", "Don\u{92}t Redact"]
  }

  static let kingston = RealFile(
    name: "nhs_kingston_2020-10.csv",
    columns: all(.text, "Month", "Department Family", "Entity") + all(.date, "Date")
      + all(.text, "Expense Type", "Supplier", "Transaction Number")
      + all(.money, "Amount in Sterling £"),
    dates: "dd-Mon-yy"
  ) {
    $0.encoding = .windows1252
    $0.numbers = NumberFormat(thousands: UInt8(ascii: ","), currencies: ["£"])
  }

  static let payments = RealFile(
    name: "salford_2022-06_payments.csv",
    columns: all(.text, "Authority Name") + all(.date, "Date of Payment") + all(.text, "DocumentNo")
      + all(.money, "Gross", "VAT", "Net")
      + all(.text, "Vendor Name", "Service Area", "GL Description"),
    key: 2
  )

  static let register = RealFile(
    name: "salford_2022-07_CONTRACTS_REGISTER.csv",
    columns: all(
      .text,
      "Directorate Name",
      "Process Used",
      "Purchasing Body",
      "Contract Reference",
      "Contract Title",
      "Contract Description",
      "Supplier Company Name",
      "Supplier Postcode"
    ) + all(.money, "Annual Value", "Total Contract Value (including extensions)")
      + all(.code, "OJEU/FTS?", values: ["Yes", "No"]) + all(.date, "Start Date", "End Date")
      + all(.number(scale: 2), "Contract Duration (months)")
      + all(.number(scale: 0), "Option to extend (months)", "How many extensions")
      + all(.boolean, "Extension 1 Taken?", "Extension 2 Taken?")
      + all(.date, "Current Expiry Date")
      + all(.code, "SME Supplier?", values: ["Yes", "No", "Various"])
      + all(
        .text,
        "ProClass Classification",
        "ProClass Description",
        "Company Number",
        "Visibility"
      )
  ) { $0.blanks = ["-", "N/A"] }

  static let homes = RealFile(
    name: "trafford_care_homes.csv",
    columns: all(
      .text,
      "name",
      "cqc_id",
      "type",
      "address",
      "postcode",
      "telephone",
      "website",
      "provider"
    ) + all(.date, "inspection_date") + all(.text, "cqc_webpage", "area_name", "area_code")
      + all(.number(scale: 6), "lon", "lat"),
    key: 1
  ) { $0.blanks = ["NA"] }

  static let barts = RealFile(
    name: "nhs_barts_2020-04.xlsx",
    columns: all(.text, "Department Family", "Entity", "Payment Number", "Invoice Number")
      + all(.date, "Payment Date")
      + all(.text, "Expense Type", "Expense Area", "Description", "Supplier")
      + all(.money, "Amount")
  ) { $0.sheets = .these([.name("Final Review ")]) }

  static let every = [london, leeds, newcastle, kingston, payments, register, homes, barts]
}

extension RealFile {
  /// What was read, in the words of RealExtracts/count.py.
  func summary() throws -> String {
    let pool = TextPool()
    let extract = try read(into: pool)
    let rejected = extract.rejected
    var lines = ["\(name): \(extract.record.loaded.rows) loaded, \(rejected.count) rejected"]
    for row in rejected {
      let heading = row.heading.map { "\($0): " } ?? ""
      lines.append("  line \(row.location.line): \(heading)\(row.code.rawValue)")
    }
    for (column, values) in zip(columns, extract.table.columns) {
      let cells = (0..<extract.table.loadedCount).map { values[$0] }
      lines.append("  \(column.heading): \(RealFile.describe(cells, column.type))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func describe(_ cells: [Cell], _ type: FieldType) -> String {
    let filled = cells.filter { $0 != .unknown }
    let summary = "\(filled.count) filled"
    switch type {
    case .money, .number:
      let numbers = filled.map { if case .scaled(let number) = $0 { number } else { Int64.min } }
      let scale = type.scale ?? 0
      let shown = [numbers.reduce(0, +), numbers.min() ?? 0, numbers.max() ?? 0].map {
        Decimal(scaled: $0, scale: scale).description
      }
      return "\(summary), sum \(shown[0]), \(shown[1]) to \(shown[2])"
    case .date:
      let days = filled.map { if case .date(let date) = $0 { date.dayNumber } else { Int.min } }
      let (first, last) = (days.min() ?? 0, days.max() ?? 0)
      return "\(summary), \(CalendarDate(dayNumber: first)) to \(CalendarDate(dayNumber: last)), "
        + "\(days.reduce(0, +)) days since 1970 in all"
    case .boolean: return "\(summary), \(filled.count { $0 == .boolean(true) }) true"
    case .text, .code: return "\(summary), \(Set(filled).count) different"
    }
  }
}
