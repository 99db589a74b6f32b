/// Why something is not known: what is missing, and the row to look at.
public struct Unknown: Hashable, Sendable {
  /// The kinds of not knowing, as pages group them.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A field that must say something is empty.
    case blankField = "blank field"
    /// A lookup that must find a row found none.
    case notFound = "no row found"
    /// A lookup that must find one row found several.
    case severalFound = "several rows found"
    /// A rejected row could have matched.
    case rejectedRow = "rejected row could match"
    /// A row that could match lacks the value that would tell.
    case possibleMatch = "row could match"
    /// The search reaches outside the period that the extract covers.
    case outsidePeriod = "outside the extract's period"
    /// Rows that must not overlap do, or rows that must cover a period leave a gap.
    case brokenCoverage = "gap or overlap"
    /// A sum or quotient has no exact value.
    case arithmetic = "cannot be computed"
  }

  /// The kind.
  public var kind: Kind
  /// The dataset that lacks it.
  public var dataset: String
  /// The field or relation that could not answer.
  public var subject: String
  /// The row to look at, where there is one.
  public var row: RowReference?

  /// Creates a reason.
  public init(kind: Kind, dataset: String, subject: String, row: RowReference? = nil) {
    self.kind = kind
    self.dataset = dataset
    self.subject = subject
    self.row = row
  }
}
