/// A sheet of a workbook, as the workbook lists it.
public struct Sheet: Hashable, Sendable {
  /// Whether people see the sheet's tab.
  public enum Visibility: Hashable, Sendable {
    /// They do.
    case visible
    /// They do not, until they unhide it.
    case hidden
    /// They do not, and no menu unhides it.
    case veryHidden
  }

  /// The name on the tab.
  public var name: String
  /// The 0-based place among the workbook's sheets.
  public var index: Int
  /// Whether people see it.
  public var visibility: Visibility
  /// Whether the sheet has cells; one that is a chart has none.
  public var hasCells: Bool
  /// The part of the archive that holds it.
  var part: String
}
