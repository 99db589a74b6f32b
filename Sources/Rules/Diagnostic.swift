/// One thing wrong in a rule, dataset, sheet or configuration file: where, what, and what to do.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as it was named.
  public var file: String
  /// The 1-based line; 0 where the file as a whole is meant.
  public var line: Int
  /// The 1-based column, in characters.
  public var column: Int
  /// The source line; empty where there is none.
  public var sourceLine: String
  /// How many characters are at fault.
  public var length: Int
  /// What was found and what was expected.
  public var message: String
  /// What to do about it.
  public var hint: String?

  /// The diagnostic as compilers print it: `file:line:column: error: …`, the line, a caret, the hint.
  public var description: String {
    guard line > 0 else {
      return "\(file): error: \(message)" + (hint.map { "\n  \($0)" } ?? "")
    }
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    let indent = String(repeating: " ", count: max(0, column - 1))
    let caret = String(repeating: "^", count: max(1, min(length, 80)))
    return """
      \(file):\(line):\(column): error: \(message)
       \(number) | \(sourceLine)
       \(margin) | \(indent)\(caret)
      """ + (hint.map { "\n   \($0)" } ?? "")
  }
}

/// Everything wrong in a set of files, in the order of files and lines.
public struct DefinitionErrors: Error, Sendable, CustomStringConvertible {
  /// The errors; never empty.
  public var diagnostics: [Diagnostic]

  /// Creates errors, in the order of files and lines.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics.sorted {
      ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column)
    }
  }

  /// All of them, a blank line between two, and their number.
  public var description: String {
    let count = diagnostics.count == 1 ? "1 error" : "\(diagnostics.count) errors"
    return diagnostics.map(\.description).joined(separator: "\n\n") + "\n\n\(count)"
  }
}
