import Extracts
import Tables
import Values

/// Reads a file of payments as Vouch reads an extract.
enum PaymentTable {
  static func read(_ path: String, wantsFacts: Bool) throws {
    let schema = Schema(
      dataset: "payments",
      each: "payment",
      fields: Payment.fields,
      key: [],
      control: Payment.fields.count - 1
    )
    var binding = Binding(schema: schema, files: [path])
    guard let dates = DateFormat("dd/mm/yyyy") else { Benchmark.fail("no format of dates") }
    binding.dates = dates
    let pool = TextPool()
    let extract = try Benchmark.timed { try Extracts.read(binding, into: pool) }
    guard wantsFacts else { return print("rows", extract.table.rowCount) }
    Benchmark.report(
      [("rows", "\(extract.table.loadedCount)")]
        + zip(Payment.fields, extract.table.columns).map { ($0.name, fact($1)) }
    )
  }

  /// A column's distinct texts, first and last day, or sum in its smallest unit.
  private static func fact(_ column: Column) -> String {
    switch column.values {
    case .texts(let codes): "\(Set(codes).count)"
    case .scaled(let numbers): "\(numbers.reduce(0, +))"
    case .days(let days):
      "\(CalendarDate(dayNumber: Int(days.min() ?? 0))) \(CalendarDate(dayNumber: Int(days.max() ?? 0)))"
    case .flags(let flags): "\(flags.count { $0 })"
    }
  }
}
