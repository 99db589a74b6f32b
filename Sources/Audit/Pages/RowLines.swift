internal import Findings
internal import Synchronization

/// Rows in words, kept for the findings that come after: many speak of one row.
final class RowLines: Sendable {
  /// A row as the findings of one rule tell of it, for what they may show is the rule's.
  private struct Name: Hashable {
    let rule: Int
    let source: SourceKey
  }

  /// More rows are not kept.
  private static let most = 1 << 16

  private let lines = Mutex<[Name: String]>([:])

  /// The words of a row, which are made where nobody has made them.
  func line(of source: SourceKey, for rule: Int, _ make: () -> String) -> String {
    let name = Name(rule: rule, source: source)
    if let line = lines.withLock({ $0[name] }) { return line }
    let line = make()
    lines.withLock { lines in
      if lines.count < RowLines.most { lines[name] = line }
    }
    return line
  }
}
