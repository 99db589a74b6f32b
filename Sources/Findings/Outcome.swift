public import Values

/// What a rule concluded of one row.
public enum Outcome: String, Hashable, Sendable, CaseIterable {
  /// The row is outside the rule's population.
  case outOfScope = "out of scope"
  /// The rule found something.
  case flagged
  /// The rule looked, and found nothing.
  case passed
  /// The rule could not tell, for a reason that is given.
  case unassessed
}

/// A row that a rule could not assess, and why.
public struct UnassessedRow: Hashable, Sendable {
  /// The rule's id.
  public var rule: String
  /// The row's canonical key, as far as it is known.
  public var key: [KeyPart]
  /// The reason's kind, as pages group it.
  public var kind: String
  /// The register or extract that could not answer.
  public var dataset: String
  /// The field or relation that could not answer.
  public var subject: String
  /// A sentence that says what is missing.
  public var explanation: String
  /// Where to look: the row that lacks the value.
  public var location: Location?
  /// Where the row itself was read.
  public var source: Location?
  /// The row's control money in GBP, where its dataset has any and it is known.
  public var control: Decimal?

  /// Creates a row.
  public init(
    rule: String,
    key: [KeyPart],
    kind: String,
    dataset: String,
    subject: String,
    explanation: String,
    location: Location?,
    source: Location?,
    control: Decimal?
  ) {
    self.rule = rule
    self.key = key
    self.kind = kind
    self.dataset = dataset
    self.subject = subject
    self.explanation = explanation
    self.location = location
    self.source = source
    self.control = control
  }
}

/// Rows and their control money.
public struct Tally: Hashable, Sendable {
  /// Rows.
  public var rows: Int
  /// Their control money in pence, where it is known.
  public var pence: Int128
  /// Rows whose control money is blank or unreadable.
  public var rowsWithoutMoney: Int

  /// Creates a tally.
  public init(rows: Int = 0, rowsWithoutMoney: Int = 0, pence: Int128 = 0) {
    self.rows = rows
    self.rowsWithoutMoney = rowsWithoutMoney
    self.pence = pence
  }

  /// Adds a row.
  ///
  /// - Parameter amount: Its control money; nil where it is not known.
  public mutating func add(pence amount: Int64?) {
    rows += 1
    if let amount { pence += Int128(amount) } else { rowsWithoutMoney += 1 }
  }

  /// Adds another tally.
  public mutating func add(_ other: Tally) {
    rows += other.rows
    pence += other.pence
    rowsWithoutMoney += other.rowsWithoutMoney
  }
}

/// What one rule did with the rows it was given: loaded = out of scope + flagged + passed + unassessed.
public struct RuleTotals: Hashable, Sendable {
  /// The rule's id.
  public var rule: String
  /// The dataset whose rows it judges.
  public var dataset: String
  /// Rows it was given.
  public var loaded = Tally()
  /// Rows by outcome.
  public var outcomes: [Outcome: Tally] = [:]
  /// Findings raised (fewer than rows flagged, where one finding stands for several).
  public var findings = 0

  /// Creates empty totals.
  public init(rule: String, dataset: String) {
    self.rule = rule
    self.dataset = dataset
  }

  /// Whether rows and money of the outcomes add up to what was loaded.
  public var tie: Bool {
    var sum = Tally()
    for tally in outcomes.values { sum.add(tally) }
    return sum == loaded
  }
}
