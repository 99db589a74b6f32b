/// The functions that the standard defines (DMN 1.5, 10.3.4), family by family.
enum StandardFunctions {
  static let all = booleans + numbers + strings + lists + aggregates + dates + ranges

  private static let booleans: [FeelFunction] = [
    FeelFunction("not", [.init("negand", .boolean)], resultType: { _ in .boolean }) {
      if case .boolean(let value) = $0[0] { .boolean(!value) } else { .null }
    },
    FeelFunction(
      "is",
      [.init("value1", .any), .init("value2", .any)],
      resultType: { _ in .boolean }
    ) { .boolean(Operations.compare(.equal, $0[0], $0[1]) ?? false) },
  ]
}

extension Value {
  /// True, false, or null for nil.
  init(_ answer: Bool?) {
    self = answer.map(Value.boolean) ?? .null
  }

  /// The items of a list; nil for anything else.
  var items: [Value]? {
    if case .list(let items) = self { items } else { nil }
  }
}
