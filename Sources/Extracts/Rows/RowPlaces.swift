internal import Tables
internal import Values

/// Where each row of a source stands: its file, its sheet where there is one, and its line.
struct RowPlaces: Sendable {
  /// The files and their sheets, and the position of each one's file.
  private var sources: [(source: RowSource, file: Int)] = []
  private(set) var source: [UInt16] = []
  private(set) var line: [Int32] = []

  /// The most files and sheets that the rows of one source may come from.
  static let mostSources = 1 << 16

  /// How many rows there are.
  var count: Int { line.count }

  /// The files and their sheets.
  var all: [RowSource] { sources.map(\.source) }

  /// Makes room for so many rows more.
  mutating func reserve(_ more: Int) {
    source.reserveCapacity(count + more)
    line.reserveCapacity(count + more)
  }

  /// Starts a file or a sheet of one; false where there are too many.
  mutating func begin(_ next: RowSource, file: Int) -> Bool {
    guard sources.count < RowPlaces.mostSources else { return false }
    sources.append((next, file))
    return true
  }

  /// Adds rows of the file or sheet that was started last, by their lines counted from one of it.
  mutating func append(_ lines: [Int32], after first: Int) {
    for row in lines { line.append(Int32(clamping: first + Int(row))) }
    let number = UInt16(sources.count - 1)
    source.append(contentsOf: repeatElement(number, count: lines.count))
  }

  /// Moves rows to the end, or takes them out.
  mutating func move(_ moves: RowMoves) {
    moves.apply(to: &source)
    moves.apply(to: &line)
  }

  /// Where a row stands.
  func location(of row: Int) -> Location {
    sources[Int(source[row])].source.location(line: line[row])
  }

  /// The position of a row's file.
  func file(of row: Int) -> Int { sources[Int(source[row])].file }
}
