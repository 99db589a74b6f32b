/// Lists of rows, one after the other.
///
///     lists    [ rows 7–9 of 0,  row 4 of 2 ]   [ row 12 of 0 ]   …
///     runs       0·3·7           2·1·4            0·1·12          …    dataset, how many rows, the first
///
/// Most lists are of rows that follow one another, which take eight bytes together.
public struct RowLists: Sendable {
  /// Where the runs of each list begin; the last is where all end.
  private var offsets: [Int32] = [0]
  private var runs: [Run] = []

  /// Rows of a dataset that follow one another.
  fileprivate struct Run: BitwiseCopyable, Sendable {
    let first: UInt32
    let dataset: UInt16
    /// How many rows come after the first.
    var more: UInt16

    init(_ dataset: Int, _ row: Int) {
      first = UInt32(row)
      self.dataset = UInt16(dataset)
      more = 0
    }

    var rows: Range<Int> { Int(first)..<Int(first) + Int(more) + 1 }

    /// Whether a row comes next.
    @inline(__always)
    func isFollowed(by row: Int) -> Bool {
      row == Int(first) &+ Int(more) &+ 1 && more < UInt16.max
    }
  }

  /// Creates no list.
  public init() {}

  /// How many lists there are.
  public var count: Int { offsets.count - 1 }

  /// A list's rows, in order.
  public subscript(index: Int) -> [RowReference] { Array(rows(of: index)) }

  /// The first row of a list that has any.
  public func first(of index: Int) -> RowReference {
    let run = runs[Int(offsets[index])]
    return RowReference(dataset: Int(run.dataset), row: Int(run.first))
  }

  /// A list's rows, in order, without a list of their own.
  public func rows(of index: Int) -> Rows {
    Rows(runs: runs[Int(offsets[index])..<Int(offsets[index + 1])])
  }

  /// The rows of a list.
  public struct Rows: Collection, Sendable {
    fileprivate let runs: ArraySlice<Run>

    /// Where a row is: its run, and how many of the run's come before it.
    public struct Index: Comparable, Sendable {
      fileprivate let run: Int
      fileprivate let offset: Int

      /// Orders by run, then row.
      public static func < (a: Index, b: Index) -> Bool { (a.run, a.offset) < (b.run, b.offset) }
    }

    /// The first row's place.
    public var startIndex: Index { Index(run: runs.startIndex, offset: 0) }
    /// The place after the last row's.
    public var endIndex: Index { Index(run: runs.endIndex, offset: 0) }
    /// How many rows there are.
    public var count: Int { runs.reduce(0) { $0 + $1.rows.count } }

    /// The place after another.
    public func index(after place: Index) -> Index {
      place.offset < Int(runs[place.run].more)
        ? Index(run: place.run, offset: place.offset + 1) : Index(run: place.run + 1, offset: 0)
    }

    /// The row at a place.
    public subscript(place: Index) -> RowReference {
      let run = runs[place.run]
      return RowReference(dataset: Int(run.dataset), row: Int(run.first) + place.offset)
    }
  }

  /// Goes through the rows of all lists by what follows one another: a dataset and some of its rows.
  public func eachRun(_ work: (_ dataset: Int, _ rows: Range<Int>) -> Void) {
    for run in runs { work(Int(run.dataset), run.rows) }
  }

  /// Adds a list.
  public mutating func append(_ rows: [RowReference]) {
    let start = runs.count
    for row in rows { add(row.dataset, row.row, from: start) }
    offsets.append(Int32(runs.count))
  }

  /// Adds a list of rows of one dataset.
  public mutating func append(dataset: Int, rows: ArraySlice<Int32>) {
    let start = runs.count
    for row in rows { add(dataset, Int(row), from: start) }
    offsets.append(Int32(runs.count))
  }

  /// Adds a row to the list whose first run is at a place.
  @inline(__always)
  private mutating func add(_ dataset: Int, _ row: Int, from start: Int) {
    let last = runs.count - 1
    if last >= start, runs[last].isFollowed(by: row), runs[last].dataset == dataset {
      runs[last].more &+= 1
    } else {
      runs.append(Run(dataset, row))
    }
  }

  /// Adds the lists of another.
  public mutating func append(contentsOf other: RowLists) {
    let base = Int32(runs.count)
    runs += other.runs
    for offset in other.offsets.dropFirst() { offsets.append(base + offset) }
  }
}
