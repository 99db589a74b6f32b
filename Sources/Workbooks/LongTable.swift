internal import CXLSXWriter
internal import Synchronization
internal import Threads

/// Rows of a long table, which the library is spared: it keeps every cell, and packs on one processor.
struct LongRows {
  /// The row of the sheet, counted from 1, that they stand before.
  let end: Int
  let text: PackedText
}

/// Some rows of a table before they are written: what looks their columns have must be told first.
private struct MadeRows: Sendable {
  private(set) var cells = CellBuffer()
  /// The looks in each column, in the order in which they come.
  private(set) var looks: [[CellLook]]
  /// The first row with another number of cells than there are columns.
  private(set) var badRow: (index: Int, cells: Int)?

  init(_ rows: TableBlock.Rows, _ range: Range<Int>, columns: Int) {
    looks = Array(repeating: [], count: columns)
    cells.reserveCapacity(range.count * columns, bytes: 1 << 18)
    for index in range {
      let start = cells.count
      rows.add(index, to: &cells)
      guard cells.count - start == columns else {
        badRow = (index, cells.count - start)
        break
      }
      for column in 0..<columns {
        let look = cells.kept[start + column].look
        if !looks[column].contains(look) { looks[column].append(look) }
      }
    }
  }

  /// Whether a cell leads elsewhere, which other parts of the file must know.
  var hasLinks: Bool { looks.contains { $0.contains { $0.kind == .link } } }
}

extension WorkbookWriter {
  /// The rows that one thread makes and packs at a time.
  private static let rowsOfPart = 256

  /// Packs the first rows of a table, as many as can be packed, if it is a long one; at least one is left to the library.
  ///
  /// - Returns: How many rows were packed.
  mutating func packRows(
    of table: TableBlock,
    in places: inout [ColumnPlace],
    row: Int,
    on sheet: OpenSheet
  ) throws(WorkbookError) -> Int {
    guard table.rows.count >= longTable, sheet.layout.isAlone(table, row: row) else { return 0 }
    var text = PackedText()
    var done = 0
    // The library writes the last row, so that it knows how far the sheet goes.
    while done < table.rows.count - 1 {
      let batch =
        done..<min(
          done + Self.rowsOfPart * Workers.processors * 4,
          table.rows.count - 1
        )
      let parts = stride(from: batch.lowerBound, to: batch.upperBound, by: Self.rowsOfPart)
        .map { $0..<min($0 + Self.rowsOfPart, batch.upperBound) }
      let made = Workers.results(parts.count) {
        MadeRows(table.rows, parts[$0], columns: table.columns.count)
      }
      if let bad = made.lazy.compactMap(\.badRow).first {
        throw .rowLength(
          sheet: sheet.name,
          row: row + 2 + bad.index,
          cells: bad.cells,
          columns: table.columns.count
        )
      }
      if made.contains(where: \.hasLinks) { break }
      for part in made {
        for index in places.indices {
          for look in part.looks[index] { _ = try unsafe format(of: look, in: &places[index]) }
        }
      }
      for part in pack(made, RowText(columns: places.map(\.written)), from: row + 1 + done) {
        text.append(part)
      }
      done = batch.upperBound
    }
    if done > 0 {
      longRows[sheet.index, default: []].append(LongRows(end: row + 2 + done, text: text))
    }
    return done
  }

  /// Packs rows, which are gone afterwards.
  private func pack(_ made: consuming [MadeRows], _ text: RowText, from row: Int) -> [PackedText] {
    let count = made.count
    let made = Mutex(made.map(Optional.some))
    return Workers.results(count) { part in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(1 << 20)
      // What many cells take is given back by the thread that wrote them.
      if let rows = made.withLock({ $0[part].take() }) {
        text.append(rows.cells, row: row + part * Self.rowsOfPart, to: &bytes)
      }
      return PackedText(bytes)
    }
  }
}

extension SheetLayout {
  /// Whether a table's rows are no other part's, its columns each one of the sheet's, and no chart draws it.
  fileprivate func isAlone(_ table: TableBlock, row: Int) -> Bool {
    guard table.name == nil, table.columns.allSatisfy({ $0.span == 1 }) else { return false }
    let rows = row..<row + table.height
    return places.count { rows.overlaps($0.row..<$0.row + $0.height) } == 1
  }
}
