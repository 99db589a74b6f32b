/// Why a text is not a valid expression, and where.
public struct FeelError: Error, Hashable, Sendable {
  /// What is wrong and what was expected.
  public var message: String
  /// Where, in UTF-8 offsets of the expression's text.
  public var source: SourceRange
  /// What the author may have meant: ``did you mean `start_date`?``.
  public var hint: String?

  /// Creates an error.
  public init(_ message: String, at source: SourceRange, hint: String? = nil) {
    self.message = message
    self.source = source
    self.hint = hint
  }

  /// The 1-based line and column where the error starts; columns count characters.
  public func position(in text: String) -> (line: Int, column: Int) {
    let before = text.utf8.prefix(source.lower)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { before.index(after: $0) }
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    return (line, text[(lineStart ?? text.startIndex)..<before.endIndex].count + 1)
  }

  /// The error as a person reads it: place and message, the line, a caret under the place, the hint.
  public func rendered(in text: String, name: String) -> String {
    let (line, column) = position(in: text)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let sourceLine = line <= lines.count ? lines[line - 1] : ""
    let length = text.utf8.dropFirst(source.lower).prefix(source.upper - source.lower)
    let width = max(1, min(String(Substring(length)).count, sourceLine.count - column + 1))
    var text = "\(name):\(line):\(column): \(message)\n  \(sourceLine)\n  "
    text += String(repeating: " ", count: column - 1) + String(repeating: "^", count: width)
    if let hint { text += "\n  \(hint)" }
    return text
  }
}
