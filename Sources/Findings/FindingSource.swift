public import Values

/// What knows findings of one rule and case, each by its place.
///
/// What they say may be put into words each time it is asked for, for of many findings few are read.
public protocol FindingSource: AnyObject, Sendable {
  /// The rule's id.
  var rule: String { get }
  /// The name of the case that was true.
  var caseName: String { get }
  /// The canonical key: field and value, in key order.
  func key(at place: Int) -> [KeyPart]
  /// Adds the canonical key as one text.
  func addKey(at place: Int, to text: inout TextBuffer)
  /// Where the finding's own row was read, first of several.
  func location(at place: Int) -> Location?
  /// The rows that it stands for.
  func sources(at place: Int) -> [SourceKey]
  /// Adds what is wrong, in a sentence.
  func addMessage(at place: Int, to text: inout TextBuffer)
  /// The rule's own columns.
  func columns(at place: Int) -> [NamedValue]
  /// Figures that the case shows beside its message.
  func shown(at place: Int) -> [NamedValue]
  /// The values read, and the rows that it rests on.
  func grounds(at place: Int) -> Grounds
  /// Adds the values read that an audience may see, a line each.
  func addEvidence(at place: Int, for audience: String, to lines: inout TextBuffer)
  /// Adds the rows that play a part in what it rests on, a line each.
  func addRelated(
    _ part: RelatedRow.Part,
    at place: Int,
    _ words: RowWords,
    to lines: inout TextBuffer
  )
  /// One of the values that it has; empty where it has none.
  func value(_ part: FindingPart, at place: Int) -> Shown
  /// The mark of one of its values; nil where it must be compared itself.
  func mark(_ part: FindingPart, at place: Int) -> ValueMark?
}

/// What a finding says that stands by itself; the grounds may be stated later.
public struct StatedWords: Sendable {
  /// What is wrong, in a sentence.
  public let message: String
  /// The rule's own columns.
  public let columns: [NamedValue]
  /// Figures that the case shows beside its message.
  public let shown: [NamedValue]
  fileprivate let stated: StatedGrounds

  /// Creates words.
  public init(
    message: String,
    columns: [NamedValue],
    shown: [NamedValue],
    grounds: StatedGrounds
  ) {
    self.message = message
    self.columns = columns
    self.shown = shown
    stated = grounds
  }
}

/// One finding, written down; every place is its own.
final class StatedFinding: FindingSource {
  let rule: String
  let caseName: String
  private let key: [KeyPart]
  private let words: StatedWords
  private let location: Location?
  private let sources: [SourceKey]

  init(
    rule: String,
    caseName: String,
    key: [KeyPart],
    words: StatedWords,
    location: Location?,
    sources: [SourceKey]
  ) {
    self.rule = rule
    self.caseName = caseName
    self.key = key
    self.words = words
    self.location = location
    self.sources = sources
  }

  func key(at place: Int) -> [KeyPart] { key }
  func location(at place: Int) -> Location? { location }
  func sources(at place: Int) -> [SourceKey] { sources }
  func addKey(at place: Int, to text: inout TextBuffer) { text.append(key) }
  func addMessage(at place: Int, to text: inout TextBuffer) { text.append(words.message) }
  func columns(at place: Int) -> [NamedValue] { words.columns }
  func shown(at place: Int) -> [NamedValue] { words.shown }
  func grounds(at place: Int) -> Grounds { words.stated.grounds }

  func addEvidence(at place: Int, for audience: String, to lines: inout TextBuffer) {
    let start = lines.count
    for item in words.stated.grounds.evidence where item.audiences?.contains(audience) ?? true {
      lines.beginLine(from: start)
      lines.append(item.term)
      lines.append(": ")
      lines.append(inLine: item.value)
      if let location = item.location { lines.append(inBrackets: location) }
    }
  }

  func addRelated(
    _ part: RelatedRow.Part,
    at place: Int,
    _ words: RowWords,
    to lines: inout TextBuffer
  ) {
    let start = lines.count
    for row in self.words.stated.grounds.related where row.part == part {
      lines.beginLine(from: start)
      words.addLine(on: row, to: &lines)
    }
  }

  func value(_ part: FindingPart, at place: Int) -> Shown {
    switch part {
    case .column(let position): words.columns[position].value
    case .figure(let position): words.shown[position].value
    case .key(let name): key.value(of: name)
    }
  }

  func mark(_ part: FindingPart, at place: Int) -> ValueMark? { nil }
}
