internal import Findings
internal import Synchronization
internal import Tables
internal import Values

/// Puts the rows that findings rest on into words, a line each.
final class RowLines: Sendable {
  /// The words of a dataset in a line on one of its rows.
  private struct DatasetWords: Sendable {
    /// What the line begins with.
    let head: String
    /// The fields in the dataset's order, each with what stands before its value.
    let fields: [(name: String, words: String)]

    init(_ schema: Schema, _ words: PageWords) {
      head = words[schema.dataset] + ": "
      fields = schema.fields.map { ($0.name, words.inLine($0.name) + " ") }
    }
  }

  /// A row as the findings of one rule tell of it, for what they may show is the rule's.
  private struct Name: Hashable {
    let rule: Int
    let source: SourceKey
  }

  /// More lines are not kept.
  private static let most = 1 << 16

  private let words: [String: DatasetWords]
  /// Lines kept for the findings that come after: many speak of one row.
  private let lines = Mutex<[Name: String]>([:])

  init(_ schemas: [Schema], _ words: PageWords) {
    self.words = Dictionary(
      uniqueKeysWithValues: schemas.map { ($0.dataset, DatasetWords($0, words)) }
    )
  }

  /// The line on a row, as the findings of a rule show it.
  func line(of row: RelatedRow, for rule: Int) -> String {
    // The rows of a group are seldom told of twice.
    if row.part == .member { return line(of: row) }
    let name = Name(rule: rule, source: row.source)
    if let line = lines.withLock({ $0[name] }) { return line }
    let line = line(of: row)
    lines.withLock { lines in
      if lines.count < RowLines.most { lines[name] = line }
    }
    return line
  }

  private func line(of row: RelatedRow) -> String {
    guard let words = words[row.dataset] else { preconditionFailure("a row of no dataset") }
    let (values, location) = row.content
    var line = words.head
    line.reserveCapacity(200)
    // The values come in the order of the fields, some of which are left out.
    var field = 0
    for (number, value) in values.enumerated() {
      while words.fields[field].name != value.name {
        field += 1
        precondition(
          field < words.fields.count,
          "the values of a row are in the order of its fields"
        )
      }
      if number > 0 { line += ", " }
      line += words.fields[field].words
      line += value.value.words
    }
    location?.add(to: &line)
    return line
  }
}

extension Location {
  /// Adds the place in brackets.
  func add(to text: inout String) {
    text += " ("
    text += words
    text += ")"
  }
}
