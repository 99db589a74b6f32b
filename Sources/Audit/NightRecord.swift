public import Engine
public import Findings
public import Rules
public import Values

/// All that a night's workbooks show; equal records make equal workbooks.
public struct NightRecord: Sendable {
  /// Whose night it is.
  public var council: String
  /// The day that the night speaks of.
  public var asAt: CalendarDate
  /// The number of the run: worked out from inputs and rules, so that the same ones have the same number.
  public var run: String
  /// The version of the program.
  public var version: String
  /// The rules and datasets that were in force.
  public var rulebook: Rulebook
  /// SHA-256 of each rule's file, by rule id.
  public var ruleHashes: [String: String]
  /// What the rules made of the rows.
  public var report: Report
  /// What was read of each source, in the order that the configuration names them.
  public var sources: [SourceRecord]
  /// Sources that were declared and not read, each with the reason; where there are any, the night is partial.
  public var missingSources: [MissingSource]
  /// Rows that were refused: the first of each source, as many as are listed.
  public var rejected: [RejectedRow]
  /// Rejected rows as they stand in their files, which no page shows; nil unless they are asked for.
  public var rawRejected: [RawRow]?
  /// Declared acceptances that covered nothing.
  public var unusedAcceptances: [UnusedAcceptance]

  /// What deliveries do not satisfy, of which it is only to be said.
  public var reportedChecks: [(dataset: String, check: DeliveryCheck)] {
    sources.flatMap { source in
      source.checks.filter { $0.result == .reported }.map { (source.dataset, $0) }
    }
  }

  /// An acceptance that covered nothing; what it names by key is left out, for not every audience may see keys.
  public struct UnusedAcceptance: Hashable, Sendable {
    /// Its number in the register.
    public var id: String
    /// The rule it names.
    public var rule: String
    /// Why it covered nothing.
    public var reason: String

    /// Creates an unused acceptance.
    public init(id: String, rule: String, reason: String) {
      self.id = id
      self.rule = rule
      self.reason = reason
    }
  }

  /// A source that could not be read.
  public struct MissingSource: Hashable, Sendable {
    /// The dataset that it should have filled.
    public var dataset: String
    /// Why it was not read, in a sentence.
    public var reason: String
    /// The rules that were not run for want of it, by id.
    public var rulesNotTested: [String]
    /// Whether the configuration names a source for it.
    public var isDeclared: Bool

    /// Creates a missing source.
    public init(
      dataset: String,
      reason: String,
      rulesNotTested: [String],
      isDeclared: Bool = true
    ) {
      self.dataset = dataset
      self.reason = reason
      self.rulesNotTested = rulesNotTested
      self.isDeclared = isDeclared
    }
  }

  /// Creates the record of a night.
  public init(
    council: String,
    asAt: CalendarDate,
    run: String,
    version: String,
    rulebook: Rulebook,
    ruleHashes: [String: String],
    report: Report,
    sources: [SourceRecord],
    missingSources: [MissingSource] = [],
    rejected: [RejectedRow],
    unusedAcceptances: [UnusedAcceptance] = []
  ) {
    self.council = council
    self.asAt = asAt
    self.run = run
    self.version = version
    self.rulebook = rulebook
    self.ruleHashes = ruleHashes
    self.report = report
    self.sources = sources
    self.missingSources = missingSources
    self.rejected = rejected
    self.unusedAcceptances = unusedAcceptances
  }

  /// How many rows were refused, listed or not.
  public var rejectedCount: Int { sources.reduce(0) { $0 + $1.rejected.rows } }
}
