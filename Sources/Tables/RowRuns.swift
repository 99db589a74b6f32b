internal import Values

/// Where rows were read: runs of rows that follow one another in one source, each on the line after the last.
///
/// Nearly all rows do, so that a file of millions has a handful of runs.
public struct RowRuns: Sendable {
  private struct Run: Sendable {
    /// The first row.
    var row: UInt32
    /// The line that it begins on.
    var line: Int32
    /// The position of its source.
    var source: UInt16
  }

  private var runs: [Run] = []
  /// How many rows there are.
  public private(set) var count = 0

  /// Creates an empty list.
  public init() {}

  /// Adds rows on consecutive lines.
  ///
  /// - Precondition: There are fewer than 2³² rows in all.
  /// - Parameters:
  ///   - rows: How many.
  ///   - line: The line of the first.
  ///   - source: The position of their source.
  public mutating func append(_ rows: Int, line: Int, source: UInt16 = 0) {
    if rows == 0 { return }
    let follows = runs.last.map {
      $0.source == source && Int($0.line) + count - Int($0.row) == line
    }
    if follows != true {
      runs.append(Run(row: UInt32(count), line: Int32(clamping: line), source: source))
    }
    count += rows
  }

  /// Adds rows of another list.
  ///
  /// - Parameters:
  ///   - other: Rows of one source, whose lines are counted from `line`.
  ///   - line: The line that they are counted from.
  ///   - source: The position of their source.
  public mutating func append(_ other: RowRuns, after line: Int, source: UInt16) {
    for index in other.runs.indices {
      append(other.rows(of: index).count, line: line + Int(other.runs[index].line), source: source)
    }
  }

  /// Adds all rows of another list, with their sources.
  mutating func append(contentsOf other: RowRuns) {
    for index in other.runs.indices {
      let rows = other.rows(of: index)
      append(rows.count, like: rows.lowerBound, of: other.runs[index])
    }
  }

  /// Forgets the rows, and keeps the room for them.
  public mutating func removeAll() {
    runs.removeAll(keepingCapacity: true)
    count = 0
  }

  /// The line that a row begins on.
  public func line(of row: Int) -> Int32 {
    let run = runs[index(of: row)]
    return Int32(clamping: Int(run.line) + row - Int(run.row))
  }

  /// The position of a row's source.
  public func source(of row: Int) -> Int { Int(runs[index(of: row)].source) }

  /// Moves rows to the end, or takes them out.
  public mutating func move(_ moves: RowMoves) {
    var moved = RowRuns()
    var (next, index) = (0, 0)
    for row in moves.moved + [count] {
      // The rows before it that stay, run by run.
      while next < row {
        while rows(of: index).upperBound <= next { index += 1 }
        let end = min(row, rows(of: index).upperBound)
        moved.append(end - next, like: next, of: runs[index])
        next = end
      }
      next = row + 1
    }
    for row in moves.last { moved.append(1, like: row, of: runs[self.index(of: row)]) }
    self = moved
  }

  /// Adds rows as they stand in a run, from one of its rows on.
  private mutating func append(_ rows: Int, like row: Int, of run: Run) {
    append(rows, line: Int(run.line) + row - Int(run.row), source: run.source)
  }

  private func rows(of index: Int) -> Range<Int> {
    Int(runs[index].row)..<(index + 1 < runs.count ? Int(runs[index + 1].row) : count)
  }

  /// The run that a row is in.
  private func index(of row: Int) -> Int {
    runs.partitioningIndex { $0.row > row } - 1
  }
}
