internal import Findings
internal import Tables
internal import Values

/// One finding that stands for several which agree on the declared columns: it says what the first does.
final class JoinedFinding: FindingSource {
  private let first: Finding
  private let key: [KeyPart]
  /// A row of each of the others, as far as they are shown.
  private let others: [RowReference]
  private let rows: [RowReference]
  private let maker: FindingMaker

  init(
    _ first: Finding,
    key: [KeyPart],
    others: [RowReference],
    rows: [RowReference],
    _ maker: FindingMaker
  ) {
    self.first = first
    self.key = key
    self.others = others
    self.rows = rows
    self.maker = maker
  }

  var rule: String { first.rule }
  var caseName: String { first.caseName }
  func key(at place: Int) -> [KeyPart] { key }
  func addKey(at place: Int, to text: inout TextBuffer) { text.append(key) }
  func location(at place: Int) -> Location? { first.location }
  func sources(at place: Int) -> [SourceKey] { maker.sources(rows) }
  func addMessage(at place: Int, to text: inout TextBuffer) { first.addMessage(to: &text) }
  func columns(at place: Int) -> [NamedValue] { first.columns }
  func shown(at place: Int) -> [NamedValue] { first.shown }

  func value(_ part: FindingPart, at place: Int) -> Shown {
    if case .key(let name) = part { key.value(of: name) } else { first.value(part) }
  }

  func mark(_ part: FindingPart, at place: Int) -> ValueMark? {
    if case .key(let name) = part { return key.value(of: name) == .empty ? .empty : nil }
    return first.mark(part)
  }

  func grounds(at place: Int) -> Grounds {
    var grounds = first.grounds
    grounds.related += others.map { maker.related($0, .member) }
    return grounds
  }

  func addEvidence(at place: Int, for audience: String, to lines: inout TextBuffer) {
    first.addEvidence(for: audience, to: &lines)
  }

  func addRelated(
    _ part: RelatedRow.Part,
    at place: Int,
    _ words: RowWords,
    to lines: inout TextBuffer
  ) {
    let start = lines.count
    first.addRelated(part, words, to: &lines)
    if part != .member { return }
    for row in others {
      lines.beginLine(from: start)
      maker.addLine(on: row, words, to: &lines)
    }
  }
}
