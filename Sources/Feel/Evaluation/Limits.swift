internal import Values

/// What one evaluation may take, so that every one ends and none exhausts the memory or the stack.
enum Limits {
  /// Nodes evaluated, parts of values made, and what functions and comparisons go through.
  static let steps = 10_000_000
  /// How deeply expressions and calls nest while they are evaluated.
  ///
  /// A level takes up to 2.5 KiB of the stack, and 12 KiB in a debug build: all of them have room on the deep stack.
  static let depth = 3000
  /// From which depth on calls go to the deep stack.
  ///
  /// These levels, and those of one expression that is as deep as can be, have room on a thread of 2 MiB, in a debug
  /// build on one of 8 MiB.
  static let shallowDepth = 100
  /// The parts of one value: items and entries, however deep, and what numbers and texts have in digits and bytes.
  static let parts = 1_000_000
  /// The steps that it takes to work out the digits of a power, a root or a logarithm.
  static let digits = 50
  /// The UTF-8 bytes of a text that count as one part.
  static let bytes = 16
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
    count += 1
    switch value {
    // A large number is written with as many zeros as it has.
    case .number(let number): count += Int(number.exponent.magnitude) / bytes
    case .string(let text): count += text.utf8.count / bytes
    case .list(let items):
      for item in items where !add(item, level: level + 1, &count) { return false }
    case .context(let entries):
      for entry in entries where !add(entry.value, level: level + 1, &count) { return false }
    case .function(.defined(let definition, let captured)):
      count += definition.body.source.length / bytes
      for value in captured where !add(value, level: level + 1, &count) { return false }
    case .range(let range):
      if let lower = range.lower, !add(lower, level: level + 1, &count) { return false }
      if let upper = range.upper, !add(upper, level: level + 1, &count) { return false }
    default: break
    }
    return count <= parts
  }

  /// The steps that it takes to go through what a value has at its own level: nothing worth counting for most.
  static func effort(of value: Value) -> Int {
    switch value {
    case .string(let text): text.utf8.count / bytes
    case .list(let items): items.count / 2
    case .context(let entries): entries.count / 8
    case .range(let range): effort(of: range.lower ?? .null) + effort(of: range.upper ?? .null)
    default: 0
    }
  }

  /// The steps that it takes to find a value in what stands to the right of `in`.
  static func effort(finding value: Value, in operand: Value) -> Int {
    switch (operand, value) {
    // The items may have much in common with the value.
    case (.list, .string), (.list, .list), (.list, .context), (.list, .function), (.list, .range):
      (parts(of: operand) ?? parts) + (parts(of: value) ?? parts)
    case (.list, _), (.range, _): effort(of: operand)
    default: effort(comparing: value, operand)
    }
  }

  /// The steps that it takes to compare two values.
  static func effort(comparing a: Value, _ b: Value) -> Int {
    switch (a, b) {
    case (.string(let a), .string(let b)): min(a.utf8.count, b.utf8.count) / bytes
    case (.list, .list), (.context, .context), (.function, .function), (.range, .range):
      parts(of: a) ?? parts
    default: 0
    }
  }
}

extension SourceRange {
  fileprivate var length: Int { upper - lower }
}
