public import Feel
public import Tables

/// A pair of date fields that conditions read as one range, ends included.
public struct Interval: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Position of the first day's field.
  public let from: Int
  /// Position of the last day's field; a blank answer there is open-ended.
  public let to: Int
}

/// A value worked out once a row from the row's own fields.
public struct RowValue: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Its expression; variable 0 is `as_at`, variable 1 the row.
  public let expression: CheckedExpression
  /// Whether its author says that it hides what is personal in the fields that it reads.
  public let isMasked: Bool
}

/// A declared dataset: an extract, a register, or rows derived from others.
public struct Dataset: Sendable {
  /// Its shape.
  public let schema: Schema
  /// What it is, in a sentence.
  public let about: String
  /// Its ranges.
  public let intervals: [Interval]
  /// Position of the date field by which an extract of it is cut; relations to it say what they reach.
  public let extent: Int?
  /// Values worked out once a row.
  public internal(set) var rowValues: [RowValue] = []
  /// How its rows are derived; nil for a dataset that is read.
  public internal(set) var derivation: Derivation?
  /// The FEEL type of a row.
  public internal(set) var rowType: ContextType
  /// The file that declares it.
  public let source: SourceText

  /// What an entry of a row is.
  public enum Entry: Hashable, Sendable {
    /// A field, by position.
    case field(Int)
    /// A range of two fields, by position among `intervals`.
    case interval(Int)
    /// A worked-out value, by position among `rowValues`.
    case rowValue(Int)
  }

  /// The entry of that name.
  public func entry(_ name: String) -> Entry? {
    if let field = schema.index(of: name) { return .field(field) }
    if let interval = intervals.firstIndex(where: { $0.name == name }) {
      return .interval(interval)
    }
    return rowValues.firstIndex { $0.name == name }.map(Entry.rowValue)
  }
}

/// All declared datasets; those that are derived come after what they are derived from.
public struct Catalog: Sendable {
  /// The datasets.
  public let datasets: [Dataset]

  /// The names of the datasets whose extracts are cut by a date.
  var datasetsWithExtent: Set<String> {
    Set(datasets.filter { $0.extent != nil }.map(\.schema.dataset))
  }

  /// The position of the dataset of that name.
  public func index(of name: String) -> Int? {
    datasets.firstIndex { $0.schema.dataset == name }
  }

  /// The position of the dataset one row of which has that name.
  public func index(each name: String) -> Int? {
    datasets.firstIndex { $0.schema.each == name }
  }
}

/// How the rows of a derived dataset are made: one for each unit that `where` admits.
public struct Derivation: Sendable {
  /// The units and what is known of each.
  public let body: RuleBody
  /// The value of each field of the dataset's schema, in order.
  public let values: [CheckedExpression]
}
