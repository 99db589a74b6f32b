/// What one evaluation may take, so that every one ends and none exhausts the memory or the stack.
enum Limits {
  /// Nodes evaluated, and parts of values made.
  static let steps = 10_000_000
  /// How deeply expressions and calls nest while they are evaluated.
  static let depth = 1000
  /// The parts of one value: items and entries, however deep, and text by 64 bytes.
  static let parts = 1_000_000
  /// How deeply lists, contexts and functions nest in one value.
  static let nesting = 200
  /// Diagnostics kept.
  static let diagnostics = 100

  /// How many parts a value has; nil where they are too many, or nest too deeply.
  static func parts(of value: Value) -> Int? {
    var count = 0
    return add(value, level: 0, &count) ? count : nil
  }

  private static func add(_ value: Value, level: Int, _ count: inout Int) -> Bool {
    guard level <= nesting else { return false }
    switch value {
    case .string(let text): count += 1 + text.utf8.count / 64
    case .list(let items):
      count += 1
      for item in items where !add(item, level: level + 1, &count) { return false }
    case .context(let entries):
      count += 1
      for entry in entries where !add(entry.value, level: level + 1, &count) { return false }
    case .function(.defined(_, let captured)):
      count += 1
      for value in captured where !add(value, level: level + 1, &count) { return false }
    case .range(let range):
      count += 1
      for bound in [range.lower, range.upper].compactMap(\.self)
      where !add(bound, level: level + 1, &count) { return false }
    default: count += 1
    }
    return count <= parts
  }
}
