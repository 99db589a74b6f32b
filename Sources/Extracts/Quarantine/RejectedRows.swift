internal import Findings
internal import Tables
internal import Values

/// The rows of a source that are refused in the end: counted by reason, and the first of them listed.
struct RejectedRows {
  /// How many there are of each reason; these counts have no limit.
  private(set) var reasons: [RejectionReason: Int] = [:]
  /// The first of them, with what is wrong.
  private var listed: [(row: Int, problem: RowProblem)] = []
  private let places: RowPlaces

  init(_ faults: FaultyRows, _ fates: RowFates, keys: KeyWords, _ places: RowPlaces) {
    self.places = places
    if fates.areAllLoaded { return }
    var explanations = SharedKeys(fates, keys, places)
    var next = 0
    var isWhole = true
    for row in fates.all.indices where fates.all[row] == .rejected {
      while next < faults.rows.count, faults.rows[next] < row { next += 1 }
      let isFaulty = next < faults.rows.count && faults.rows[next] == row
      let reason =
        isFaulty ? faults.reason(at: next) : RejectionReason(code: .unique, heading: nil)
      reasons[reason, default: 0] += 1
      isWhole =
        isWhole && listed.count < RejectedRow.mostListed
        && (!isFaulty || next < faults.explained.count)
      if isWhole {
        listed.append((row, isFaulty ? faults.explained[next] : explanations.problem(of: row)))
      }
    }
  }

  /// The first of them, as pages list them.
  func first(of schema: Schema, _ money: Column?) -> [RejectedRow] {
    listed.map { row, problem in
      var pence: Int64?
      if case .scaled(let amount)? = money?[row] { pence = amount }
      return RejectedRow(
        dataset: schema.dataset,
        location: places.location(of: row),
        column: problem.column,
        heading: problem.heading,
        code: problem.code,
        explanation: problem.explanation,
        pence: pence
      )
    }
  }
}

/// Says of rows that share a key which others do.
private struct SharedKeys {
  /// How many other rows are named.
  private static let named = 5

  private let fates: RowFates
  private let keys: KeyWords
  private let places: RowPlaces
  /// The keys met: their words, the first rows that have them, and how many do.
  private var known: [Int: (words: String, rows: [Int], count: Int)] = [:]

  init(_ fates: RowFates, _ keys: KeyWords, _ places: RowPlaces) {
    self.fates = fates
    self.keys = keys
    self.places = places
  }

  mutating func problem(of row: Int) -> RowProblem {
    let (words, rows, count) = key(of: row)
    let others = rows.filter { $0 != row }.prefix(SharedKeys.named)
    let more = count - 1 - others.count
    let list = others.map { other in
      let line = "line \(places.location(of: other).line)"
      return places.rows.source(of: other) == places.rows.source(of: row)
        ? line : "\(places.location(of: other).place) \(line)"
    }
    return RowProblem(
      code: .unique,
      explanation: "\(words) is also on \(list.joined(separator: ", "))"
        + "\(more > 0 ? " and \(more) more" : ""); none of these rows can be trusted"
    )
  }

  private mutating func key(of row: Int) -> (words: String, rows: [Int], count: Int) {
    let first = fates.firstSharer(with: row)
    if let key = known[first] { return key }
    let rows = fates.sharers(from: first)
    let key = (keys.words(row), Array(rows.prefix(SharedKeys.named + 1)), rows.count)
    known[first] = key
    return key
  }
}
