public import Values

/// Why a row was refused, after the Frictionless taxonomy.
public enum RejectionCode: String, Hashable, Sendable, CaseIterable {
  /// A cell does not hold a value of its field's type.
  case typeError = "type-error"
  /// A required cell is blank.
  case missingValue = "constraint-required"
  /// A code is not on the field's list.
  case constraint = "constraint-error"
  /// The row has fewer cells than the header.
  case missingCell = "missing-cell"
  /// The row has more cells than the header.
  case extraCell = "extra-cell"
  /// Another row has the same key.
  case unique = "unique-error"
  /// The bytes are not text in the declared encoding.
  case encoding = "encoding-error"
  /// The quotes of the row are not closed, or text follows a closing quote.
  case quoting = "quoting-error"
}

/// Why rows were refused, as they are counted: a kind of fault, and the column that it is in.
public struct RejectionReason: Hashable, Sendable {
  /// The kind of fault.
  public var code: RejectionCode
  /// The heading of the column at fault; nil where the whole row is.
  public var heading: String?

  /// Creates a reason.
  public init(code: RejectionCode, heading: String?) {
    self.code = code
    self.heading = heading
  }
}

/// A row that was refused, and why.
public struct RejectedRow: Hashable, Sendable {
  /// The most rows of one source that are listed; all are counted.
  public static let mostListed = 100_000

  /// The dataset it was meant for.
  public var dataset: String
  /// Where it starts.
  public var location: Location
  /// The 1-based column at fault; nil where the whole row is.
  public var column: Int?
  /// That column's heading.
  public var heading: String?
  /// The kind of fault.
  public var code: RejectionCode
  /// What was expected, in words; never the value of a personal field.
  public var explanation: String
  /// The row's control money in pence, where it can be read.
  public var pence: Int64?

  /// Creates a rejected row.
  public init(
    dataset: String,
    location: Location,
    column: Int?,
    heading: String?,
    code: RejectionCode,
    explanation: String,
    pence: Int64?
  ) {
    self.dataset = dataset
    self.location = location
    self.column = column
    self.heading = heading
    self.code = code
    self.explanation = explanation
    self.pence = pence
  }
}

/// A rejected row as it stands in its file, whatever is personal in it.
public struct RawRow: Hashable, Sendable {
  /// The dataset it was meant for.
  public var dataset: String
  /// Where it starts.
  public var location: Location
  /// The row, without the end of its last line; a byte that is no text stands as U+FFFD.
  public var text: String

  /// Creates a row.
  public init(dataset: String, location: Location, text: String) {
    self.dataset = dataset
    self.location = location
    self.text = text
  }
}
