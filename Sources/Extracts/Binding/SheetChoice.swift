/// Which sheets of a workbook hold the rows of a source.
public enum SheetChoice: Hashable, Sendable {
  /// The only one that has cells; a workbook with several is refused.
  case only
  /// All that have cells, in the order of their tabs.
  case all
  /// These, in this order.
  case these([Place])

  /// The ways to name a sheet.
  public enum Place: Hashable, Sendable {
    /// By the name on its tab; case and spaces around it matter only where two names differ in nothing else.
    case name(String)
    /// By its 1-based place among all tabs, hidden ones included.
    case position(Int)
  }
}
