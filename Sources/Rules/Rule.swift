public import Feel

/// A provision that a rule rests on.
public struct Law: Hashable, Sendable {
  /// "Public Contracts Regulations 2015".
  public let instrument: String
  /// "reg 33(5)".
  public let provision: String
  /// The regime under which it governs, where that matters.
  public let regime: String?
  /// What it requires, in our words.
  public let effect: String
}

/// How much a finding matters.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  case critical
  case high
  case medium
  case low
  case info

  private var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }

  /// `info` is the least.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank > b.rank }
}

/// Text with expressions in it: what a finding says.
public struct Template: Hashable, Sendable {
  /// A piece of a template.
  public enum Segment: Hashable, Sendable {
    case text(String)
    /// The value of an expression; as pounds and pence where a `£` stands before it.
    case value(CheckedExpression, isMoney: Bool)
  }

  /// The pieces, in order.
  public let segments: [Segment]
}

/// One way for a finding to be true.
public struct RuleCase: Sendable {
  /// Its name.
  public let name: String
  /// The catalogue tests it covers.
  public let covers: [String]
  /// When it applies; nil for the last case.
  public let condition: CheckedExpression?
  /// What the finding says.
  public let says: Template
  /// The list whose rows came nearest, as a variable.
  public let nearest: Variable?
  /// Its own law, where it differs from the rule's.
  public let law: [Law]
}

/// A named expression: a column or a shown figure.
public struct NamedExpression: Hashable, Sendable {
  /// The name on the page.
  public let name: String
  /// Its expression.
  public let expression: CheckedExpression
  /// Whether its number is pounds sterling.
  public let isMoney: Bool
}

/// Which of several flagged rows of one finding speaks for it.
public enum Keep: Hashable, Sendable {
  /// The one with the largest amount.
  case largestAmount
  /// The one with the smallest value in a column.
  case first(column: Int)
}

/// A compliance rule, checked.
public struct Rule: Sendable {
  /// Its id, a slug.
  public let id: String
  /// Ids it had before.
  public let previousIDs: [String]
  /// What it finds, as a heading.
  public let title: String
  /// experimental, test, stable or deprecated.
  public let status: String
  /// How much a finding matters.
  public let severity: Severity
  /// What a finding asks for: check, data or advice.
  public let verdict: String
  /// What its amounts measure; amounts of different measures are never added.
  public let measure: String
  /// How sure a finding is.
  public let confidence: String
  /// Who receives its findings, by workbook.
  public let audience: [String]
  /// What it rests on.
  public let law: [Law]
  /// What it costs when it happens.
  public let why: String
  /// What it deliberately does not test.
  public let exclusions: [String]
  /// What it takes for granted.
  public let assumptions: [String]
  /// What may look like it and is not.
  public let falsePositives: [String]
  /// The catalogue tests it covers as a whole.
  public let covers: [String]
  /// Units, relations and population.
  public let body: RuleBody
  /// True flags the unit, false passes it.
  public let condition: CheckedExpression
  /// The cases, the last without a condition.
  public let cases: [RuleCase]
  /// Value at issue in GBP.
  public let amount: CheckedExpression?
  /// Figures shown beside the message.
  public let show: [NamedExpression]
  /// Sheet columns.
  public let columns: [NamedExpression]
  /// Columns whose equal values make one finding of several rows; empty for a finding a unit.
  public let onePer: [Int]
  /// Which row speaks for such a finding.
  public let keep: Keep
  /// Rules whose findings on the same row leave nothing to say here.
  public internal(set) var yieldsTo: [String]
  /// Examples: tests and documentation at once.
  public let examples: [RuleExample]
  /// The file it was read from.
  public let source: SourceText
}

/// What a rule must do with given rows.
public struct RuleExample: Sendable {
  /// The expected outcome.
  public enum Expectation: Hashable, Sendable {
    case flags(caseName: String)
    case passes
    case unassessed
    case outOfScope
  }

  /// A row as the example gives it: field name and text.
  public typealias GivenRow = [(field: String, value: YAMLNode)]

  /// What must come of it.
  public let expectation: Expectation
  /// What it shows, in words.
  public let label: String
  /// Rows by dataset.
  public let given: [(dataset: String, rows: [GivenRow])]
  /// Rejected rows by dataset; fields left out are unreadable.
  public let rejected: [(dataset: String, rows: [GivenRow])]
  /// The period that a dataset's extract covers, first and last day in ISO form.
  public let covers: [(dataset: String, from: String, to: String)]
  /// The expected amount.
  public let amount: String?
  /// The expected canonical key.
  public let key: String?
  /// The expected message.
  public let says: String?
  /// The as-at date in ISO form.
  public let asAt: String?
  /// Where it stands.
  public let node: YAMLNode
}

/// Everything a night runs: datasets and the rules over them.
public struct Rulebook: Sendable {
  /// The datasets.
  public let catalog: Catalog
  /// The rules, by id.
  public let rules: [Rule]

  /// Creates a rulebook of checked parts.
  public init(catalog: Catalog, rules: [Rule]) {
    self.catalog = catalog
    self.rules = rules
  }
}

extension Rule {
  /// The rule as it judges when no other is run.
  public var withoutYielding: Rule {
    var rule = self
    rule.yieldsTo = []
    return rule
  }
}
