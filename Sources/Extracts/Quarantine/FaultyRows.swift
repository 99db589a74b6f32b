internal import Findings

/// The rows that do not fit: every one by its number and its reason, and the first of them in words.
///
/// A file may be wrong from its first row to its last; so one more row takes a few bytes, however many there are.
struct FaultyRows: Sendable {
  /// How many are kept in words.
  static let mostExplained = RejectedRow.mostListed

  /// The rows, in order.
  private(set) var rows: [UInt32] = []
  private var numbers: [UInt32] = []
  /// What tells rows that are written alike; 0 where that is not known.
  private(set) var prints: [UInt64] = []
  /// The reasons met, and the number of each.
  private var reasons: [RejectionReason] = []
  private var numberOfReason: [RejectionReason: UInt32] = [:]
  private(set) var explained: [RowProblem] = []

  /// Adds a row behind those that are there.
  mutating func append(_ problem: RowProblem, row: Int) {
    rows.append(UInt32(row))
    prints.append(problem.print)
    numbers.append(number(of: RejectionReason(code: problem.code, heading: problem.heading)))
    if explained.count < FaultyRows.mostExplained { explained.append(problem) }
  }

  /// Why the row at a position is refused.
  func reason(at position: Int) -> RejectionReason { reasons[Int(numbers[position])] }

  private mutating func number(of reason: RejectionReason) -> UInt32 {
    if let known = numberOfReason[reason] { return known }
    let number = UInt32(reasons.count)
    reasons.append(reason)
    numberOfReason[reason] = number
    return number
  }
}
