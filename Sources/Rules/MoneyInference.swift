internal import Feel
internal import Tables

/// Tells which numbers are pounds sterling, so that pages show them as such.
struct MoneyInference {
  let datasets: [Dataset]

  /// Functions whose result is money when their first argument is.
  private static let keepingUnit: Set<String> = [
    "total", "sum", "min", "max", "abs", "annualised", "decimal", "round half up", "round up",
    "round down", "round half down", "floor", "ceiling", "first", "mean", "median",
  ]

  /// Whether the number is money: a money field, sums and differences of money, money times a number.
  func isMoney(_ expression: CheckedExpression) -> Bool {
    switch expression.kind {
    case .path(let base, let entry), .projection(let base, let entry):
      guard let context = base.type.rowType,
        let dataset = datasets.first(where: { $0.schema.each == context.name })
      else { return false }
      switch dataset.entry(entry) {
      case .field(let field): return dataset.schema.fields[field].type == .money
      case .rowValue(let value): return isMoney(dataset.rowValues[value].expression)
      default: return false
      }
    case .negate(let a), .filter(let a, _, _), .element(let a, _): return isMoney(a)
    case .arithmetic(.add, let a, let b), .arithmetic(.subtract, let a, let b):
      return isMoney(a) || isMoney(b)
    case .arithmetic(.multiply, let a, let b): return isMoney(a) != isMoney(b)
    case .arithmetic(.divide, let a, let b): return isMoney(a) && !isMoney(b)
    case .conditional(_, let a, let b): return isMoney(a) || isMoney(b)
    case .iteration(_, _, let result): return isMoney(result)
    case .call(let function, let arguments):
      return Self.keepingUnit.contains(function.name) && arguments.contains(where: isMoney)
    default: return false
    }
  }
}
