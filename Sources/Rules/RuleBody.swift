public import Feel

/// What a rule judges, or a derived dataset makes a row of, one at a time.
///
/// Variable 0 of all expressions is `as_at`.
public enum RuleUnit: Sendable {
  /// A row: variable 1.
  case row(dataset: Int)
  /// A row (variable 1) with one of its matches (variable 2).
  case expansion(dataset: Int, CheckedRelation)
  /// Rows that agree on fields: the list of them is variable 1, what they agree on variable 2.
  ///
  /// `filter` admits rows; in it, variable 1 is the row.
  case group(dataset: Int, by: [Int], filter: CheckedExpression?)
  /// Two rows that agree on fields, once each pair: variables 1 and 2, the lower key first.
  ///
  /// `filter` admits rows (variable 1 is the row), `condition` pairs.
  case pair(dataset: Int, match: [Int], filter: CheckedExpression?, condition: CheckedExpression?)

  /// The dataset whose rows are judged.
  public var dataset: Int {
    switch self {
    case .row(let dataset), .expansion(let dataset, _), .group(let dataset, _, _),
      .pair(let dataset, _, _, _):
      dataset
    }
  }

  /// The number of variables before the bindings, `as_at` included.
  public var variableCount: Int {
    switch self {
    case .row: 2
    case .expansion, .group, .pair: 3
    }
  }
}

/// A declared join.
public struct CheckedRelation: Hashable, Sendable {
  /// How many rows it must find, and what it brings.
  public enum Arity: Hashable, Sendable {
    /// Exactly one row.
    case one
    /// One row or none.
    case atMostOne
    /// A list of rows.
    case many
    /// A list of rows whose intervals must not overlap; with a range, they must also leave no day of it open.
    case disjoint(interval: Int, covering: CheckedExpression?)
  }

  /// Which of several rows a lookup takes.
  public struct Pick: Hashable, Sendable {
    /// The field that decides.
    public let field: Int
    /// Whether the largest value wins, not the smallest.
    public let last: Bool
  }

  /// Equality of a candidate's field with a value.
  public struct Match: Hashable, Sendable {
    /// The candidate's field.
    public let field: Int
    /// The value.
    public let value: CheckedExpression
  }

  /// Its name in conditions.
  public let name: String
  /// The dataset searched.
  public let dataset: Int
  /// How many rows it must find.
  public let arity: Arity
  /// Which of several rows a lookup takes.
  public let pick: Pick?
  /// The candidate row in `condition`.
  public let candidate: Variable
  /// Equalities that a candidate must satisfy.
  public let matches: [Match]
  /// What else it must satisfy.
  public let condition: CheckedExpression?
  /// The extent values that could matter: a date or a range of dates.
  public let reach: CheckedExpression?
}

/// A name that a rule defines.
public struct Binding: Sendable {
  /// What it stands for.
  public enum Kind: Hashable, Sendable {
    case relation(CheckedRelation)
    case value(CheckedExpression)
  }

  /// The name.
  public let name: String
  /// What it stands for.
  public let kind: Kind

  /// Whether it is a lookup: a relation that must find one row, or at most one.
  public var isLookup: Bool {
    guard case .relation(let relation) = kind else { return false }
    return relation.arity == .one || relation.arity == .atMostOne
  }
}

/// The part that rules and derived datasets share: units, what is known of each, and which belong.
public struct RuleBody: Sendable {
  /// The units.
  public let unit: RuleUnit
  /// Relations and values, each after what it refers to; binding `i` is variable `unit.variableCount + i`.
  public let bindings: [Binding]
  /// Which units belong; nil for all.
  public let filter: CheckedExpression?
  /// The names and types of all variables, in order.
  public let scope: Scope
}
