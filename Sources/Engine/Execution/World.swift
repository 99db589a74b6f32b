internal import Feel
internal import Findings
internal import Rules
internal import Tables
public import Values

/// The days that an extract covers, first and last included.
public struct Period: Hashable, Sendable {
  /// The first day.
  public var first: CalendarDate
  /// The last day.
  public var last: CalendarDate

  /// Creates a period.
  public init(first: CalendarDate, last: CalendarDate) {
    self.first = first
    self.last = last
  }
}

/// The tables of a night, one a dataset, in the catalogue's order.
struct World: Sendable {
  let asAt: CalendarDate
  let pool: TextPool
  var tables: [Table]
  /// The period that each dataset's extract covers; nil for all time.
  let covers: [Period?]
  var memory = MemoryWatch { nil }

  /// What a cell holds; a blank that nobody gave a meaning to is unknown, with its place.
  func datum(_ reference: RowReference, field: Int) -> Datum {
    let table = tables[reference.dataset]
    switch table.cell(row: reference.row, field: field) {
    case .text(let code): return .value(.string(pool.text(code)))
    case .scaled(let number):
      return .value(
        .number(Decimal(scaled: number, scale: table.schema.fields[field].type.scale ?? 0))
      )
    case .date(let day): return .value(.date(day))
    case .boolean(let flag): return .boolean(flag)
    case .blank: return .blank
    case .unknown: return .unknown(reason(reference, field: field))
    }
  }

  /// What a row holds in some fields, blanks left out.
  func values(of row: RowReference, _ fields: [Int]) -> [NamedValue] {
    let schema = tables[row.dataset].schema
    var values: [NamedValue] = []
    values.reserveCapacity(fields.count)
    for field in fields {
      let shown = Naming.shown(
        datum(row, field: field),
        isMoney: schema.fields[field].type == .money
      )
      if shown == .empty { continue }
      values.append(NamedValue(name: schema.fields[field].name, value: shown))
    }
    return values
  }

  /// The days that a dataset's extract covers, as a range; all time where nothing is said.
  func period(of dataset: Int) -> Value {
    let period = covers[dataset]
    return .range(
      ValueRange(lower: period.map { .date($0.first) }, upper: period.map { .date($0.last) })
    )
  }

  /// Why a cell is unknown.
  func reason(_ reference: RowReference, field: Int) -> Unknown {
    let table = tables[reference.dataset]
    if let reason = table.reason(row: reference.row, field: field) { return reason }
    if case .rejected(let reason) = table.standing(of: reference.row) { return reason }
    return Unknown(
      kind: .blankField,
      dataset: table.schema.dataset,
      subject: table.schema.fields[field].name,
      row: reference
    )
  }

  /// Whether a cell is unknown only because it is blank and nobody said what that means.
  func isUnansweredBlank(_ row: RowReference, field: Int, _ reason: Unknown? = nil) -> Bool {
    let reason = reason ?? self.reason(row, field: field)
    let declared = tables[row.dataset].schema.fields[field]
    return reason.kind == .blankField && reason.row == row && reason.subject == declared.name
      && declared.blank == .unknown
  }

  /// A reason of an expression that has no value.
  static func noValue(_ subject: String) -> Unknown {
    Unknown(kind: .arithmetic, dataset: "", subject: subject)
  }

  /// The files and lines that a row was read from, in order; a derived row has those of the rows it is made of.
  func locations(_ reference: RowReference) -> [Location] {
    guard let sources = tables[reference.dataset].sources(of: reference.row) else {
      return tables[reference.dataset].location(of: reference.row).map { [$0] } ?? []
    }
    return sources.flatMap(locations)
  }

  /// The first place that a row was read from.
  func location(_ reference: RowReference) -> Location? {
    guard let sources = tables[reference.dataset].sources(of: reference.row) else {
      return tables[reference.dataset].location(of: reference.row)
    }
    return sources.lazy.compactMap(location).first
  }
}
