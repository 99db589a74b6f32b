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
    /// The search reaches outside the period that the extract covers.
    case outsidePeriod = "outside the extract's period"
    /// Rows that must not overlap do, or rows that must cover a period leave a gap.
    case brokenCoverage = "gap or overlap"
    /// A sum or quotient has no exact value.
    case arithmetic = "cannot be computed"
  }

  /// Held by reference: reasons are copied far more often than they are made.
  private final class Content: Sendable {
    let kind: Kind
    let dataset: String
    let subject: String
    let row: RowReference?

    init(kind: Kind, dataset: String, subject: String, row: RowReference?) {
      self.kind = kind
      self.dataset = dataset
      self.subject = subject
      self.row = row
    }
  }

  private let content: Content

  /// Creates a reason.
  public init(kind: Kind, dataset: String, subject: String, row: RowReference? = nil) {
    content = Content(kind: kind, dataset: dataset, subject: subject, row: row)
  }

  /// The kind.
  public var kind: Kind { content.kind }
  /// The dataset that lacks it.
  public var dataset: String { content.dataset }
  /// The field or relation that could not answer.
  public var subject: String { content.subject }
  /// The row to look at, where there is one.
  public var row: RowReference? { content.row }

  /// Two reasons are equal when all they say is.
  public static func == (a: Unknown, b: Unknown) -> Bool {
    a.content === b.content
      || (a.kind == b.kind && a.dataset == b.dataset && a.subject == b.subject && a.row == b.row)
  }

  /// Hashes all that it says.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(dataset)
    hasher.combine(subject)
    hasher.combine(row)
  }
}
