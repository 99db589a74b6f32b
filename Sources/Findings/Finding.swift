public import Values

/// A value as a page shows it.
public enum Shown: Hashable, Sendable {
  /// Text.
  case text(String)
  /// An exact number.
  case number(Decimal)
  /// Pounds sterling.
  case money(Decimal)
  /// A calendar day.
  case date(CalendarDate)
  /// Yes or no.
  case boolean(Bool)
  /// Nothing to show: blank, or not known.
  case empty
}

extension Shown {
  /// The value in canonical text: dates as `2024-06-30`, numbers in plain digits; empty where there is none.
  public var canonical: String {
    switch self {
    case .text(let text): text
    case .number(let number), .money(let number): number.description
    case .date(let day): day.description
    case .boolean(let flag): flag ? "true" : "false"
    case .empty: ""
    }
  }
}

extension Shown {
  /// Orders values of a kind; kinds follow each other, and nothing comes last.
  public func precedes(_ other: Shown) -> Bool {
    switch (self, other) {
    case (.text(let a), .text(let b)): a < b
    case (.number(let a), .number(let b)), (.money(let a), .money(let b)): a < b
    case (.date(let a), .date(let b)): a < b
    case (.boolean(let a), .boolean(let b)): !a && b
    default: rank < other.rank
    }
  }

  private var rank: Int {
    switch self {
    case .text: 0
    case .number: 1
    case .money: 2
    case .date: 3
    case .boolean: 4
    case .empty: 5
    }
  }
}

/// A named value of a finding.
public struct NamedValue: Hashable, Sendable {
  /// The column or term.
  public var name: String
  /// Its value.
  public var value: Shown

  /// Creates a named value.
  public init(name: String, value: Shown) {
    self.name = name
    self.value = value
  }
}

/// A value that a finding rests on, and where it was read.
public struct Evidence: Hashable, Sendable {
  /// The term as the rule writes it: `invoice.paid_on`.
  public var term: String
  /// What it was.
  public var value: Shown
  /// Where it was read; nil where it was worked out from several rows.
  public var location: Location?
  /// The audiences that may see it; nil for all of the rule's.
  public var audiences: Set<String>?

  /// Creates a piece of evidence.
  public init(term: String, value: Shown, location: Location?, audiences: Set<String>? = nil) {
    self.term = term
    self.value = value
    self.location = location
    self.audiences = audiences
  }
}

/// One thing to look at: what a rule says of a row, a group, a pair, or several rows together.
///
/// There may be millions, so that it holds no more than where to ask for what it says.
public struct Finding: Hashable, Sendable {
  /// Who knows it, and which of theirs it is.
  private let source: any FindingSource
  private let place: Int32
  /// Value at issue in GBP, two decimals; nil where the rule has no amount.
  public let amount: Decimal?
  /// Marked by `yields_to` or an acceptance, with its reason; it is shown and not counted as open.
  public var acceptance: String?

  /// Creates a finding that its source knows by a place.
  public init(_ source: any FindingSource, place: Int, amount: Decimal?) {
    self.source = source
    self.place = Int32(place)
    self.amount = amount
  }

  /// Creates a finding that stands by itself.
  public init(
    rule: String,
    caseName: String,
    key: [KeyPart],
    amount: Decimal?,
    words: StatedWords,
    location: Location?,
    sources: [SourceKey],
    acceptance: String? = nil
  ) {
    source = StatedFinding(
      rule: rule,
      caseName: caseName,
      key: key,
      words: words,
      location: location,
      sources: sources
    )
    place = 0
    self.amount = amount
    self.acceptance = acceptance
  }

  /// The rule's id.
  public var rule: String { source.rule }
  /// The name of the case that was true.
  public var caseName: String { source.caseName }
  /// The canonical key: field and value, in key order.
  public var key: [KeyPart] { source.key(at: Int(place)) }
  /// Where its own row was read, first of several.
  public var location: Location? { source.location(at: Int(place)) }
  /// The rows it stands for, as `Totals` counts them once: dataset and key.
  public var sources: [SourceKey] { source.sources(at: Int(place)) }
  /// What is wrong, in a sentence.
  public var message: String { String(writing: addMessage) }
  /// The rule's own columns.
  public var columns: [NamedValue] { source.columns(at: Int(place)) }
  /// Figures that the case shows beside its message.
  public var shown: [NamedValue] { source.shown(at: Int(place)) }
  /// The values read, and the rows that it rests on.
  public var grounds: Grounds { source.grounds(at: Int(place)) }
  /// Adds the values read that an audience may see, a line each.
  public func addEvidence(for audience: String, to lines: inout TextBuffer) {
    source.addEvidence(at: Int(place), for: audience, to: &lines)
  }
  /// Adds the rows that play a part in what it rests on, a line each.
  public func addRelated(
    _ part: RelatedRow.Part,
    _ words: RowWords,
    to lines: inout TextBuffer
  ) {
    source.addRelated(part, at: Int(place), words, to: &lines)
  }
  /// One of the values that it has; empty where it has none.
  public func value(_ part: FindingPart) -> Shown { source.value(part, at: Int(place)) }
  /// The mark of one of its values; nil where it must be compared itself.
  public func mark(_ part: FindingPart) -> ValueMark? { source.mark(part, at: Int(place)) }
  /// Adds the canonical key as one text: `field=value;…`.
  public func addKey(to text: inout TextBuffer) { source.addKey(at: Int(place), to: &text) }
  /// Adds what is wrong, in a sentence.
  public func addMessage(to text: inout TextBuffer) { source.addMessage(at: Int(place), to: &text) }
  /// Identifies the finding from night to night, worked out each time.
  public var fingerprint: Fingerprint {
    var key = TextBuffer()
    addKey(to: &key)
    return Fingerprint(rule: rule, key: key.bytes[...])
  }

  /// Whether two say the same of the same rows.
  public static func == (a: Finding, b: Finding) -> Bool {
    guard a.amount == b.amount, a.acceptance == b.acceptance else { return false }
    if a.source === b.source, a.place == b.place { return true }
    return a.rule == b.rule && a.caseName == b.caseName && a.key == b.key
      && a.location == b.location && a.sources == b.sources && a.message == b.message
      && a.columns == b.columns && a.shown == b.shown && a.grounds == b.grounds
  }

  /// Adds the rule, the case and the key.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(rule)
    hasher.combine(caseName)
    hasher.combine(key)
  }
}

/// A source row, as sums that count each row once name it.
public struct SourceKey: Hashable, Sendable {
  /// The dataset.
  public var dataset: String
  /// The row's 0-based position in its table of this run.
  public var row: Int

  /// Creates a source key.
  public init(dataset: String, row: Int) {
    self.dataset = dataset
    self.row = row
  }
}
