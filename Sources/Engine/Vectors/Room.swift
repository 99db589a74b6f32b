/// How many rows the lists of a batch may hold before fewer units must do at once.
///
/// Not for concurrent use.
final class Room {
  /// About so many rows are gathered for one relation at once.
  static let most = 1 << 23

  /// Whether fewer units would need less.
  private let isDivisible: Bool
  /// Whether a relation needed more; what was worked out since means nothing.
  private(set) var isExceeded = false

  init(units: Int) { isDivisible = units > 1 }

  /// Whether there is room for so many rows; if not, the batch is done again in halves.
  func holds(_ rows: Int) -> Bool {
    if isTooMuch(rows) { isExceeded = true }
    return !isExceeded
  }

  /// Whether the batch would be done again if it gathered so many rows.
  func isTooMuch(_ rows: Int) -> Bool { rows > Room.most && isDivisible }
}
