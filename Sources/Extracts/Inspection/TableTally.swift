internal import Dispatch

/// Counts what the rows under some headings hold.
struct TableTally {
  private let headingsRow: InspectedRow
  private let headings: [String]
  private let headingsLine: Int
  private let isSheet: Bool
  /// How many columns there are, up to the last heading.
  private let width: Int
  /// How many headings there are.
  private let usual: Int
  private var columns: [ColumnTally]
  /// The cells beyond the last heading.
  private var beyond = ColumnTally()
  /// Rows that are counted, and whose cells are not yet.
  private var waiting = InspectedRows()
  private var rows = 0
  private var blankRows = 0
  private var short = TableProfile.Places()
  private var long = TableProfile.Places()
  private var broken = TableProfile.Places()
  private var totals = TableProfile.Places()
  /// The first row of each mark among the others.
  private var marked: [TableProfile.Footer] = []
  /// Rows with a mark that fill most columns, as data do.
  private var fullTotals = 0
  private var headingsAgain = TableProfile.Places()
  /// Rows of data whose first text is that of the headings.
  private var likeHeadings = 0
  /// Rows that may be no data, if nothing but such rows follows.
  private var heldBack: [InspectedRow] = []
  private static let mostHeldBack = 16
  private static let mostMarked = 8

  init(headings row: InspectedRow, isSheet: Bool) {
    let all = row.cells.indices.map { Header.plain(row.text($0)) }
    width = (all.lastIndex { !$0.isEmpty } ?? -1) + 1
    usual = all.count { !$0.isEmpty }
    headings = Array(all.prefix(min(width, TableProfile.mostColumns)))
    headingsLine = row.line
    headingsRow = row
    self.isSheet = isSheet
    columns = Array(repeating: ColumnTally(), count: headings.count)
  }

  /// Counts a row below the headings.
  mutating func add(_ row: InspectedRow) {
    if row.fault != nil {
      rows += 1
      broken.add(row.line)
      return
    }
    if row.hasFirstText(of: headingsRow) {
      if row.hasTexts(of: headingsRow) {
        headingsAgain.add(row.line)
        return
      }
      likeHeadings += 1
    }
    // Rows that are very long are no footers, and would take much room.
    let isShort = row.cells.count <= 4_096 && row.bytes.count <= 1 << 16
    if isShort, row.filledCount * 2 <= usual || row.noDataMark != nil {
      heldBack.append(row)
      if heldBack.count > TableTally.mostHeldBack { count(heldBack.removeFirst()) }
    } else {
      if !heldBack.isEmpty { release(heldBack.count) }
      count(row)
    }
  }

  private mutating func release(_ number: Int) {
    for row in heldBack.prefix(number) { count(row) }
    heldBack.removeFirst(number)
  }

  private mutating func count(_ row: InspectedRow) {
    rows += 1
    let filled = row.filledCount
    if filled == 0 { blankRows += 1 }
    // A sheet does not say how wide a row is, and a row without any content is no row.
    if !isSheet, filled > 0, row.cells.count < width { short.add(row.line) }
    if let mark = row.noDataMark { add(row, mark) }
    if row.cells.count > width {
      let filledBefore = beyond.filled
      for cell in row.cells[width...] {
        beyond.add(row.bytes.span.extracting(cell.range), cell.form, line: row.line)
      }
      if beyond.filled > filledBefore { long.add(row.line) }
    }
    waiting.append(row)
    if waiting.isFull { countCells() }
  }

  /// Counts a row among the others that says that it is no data.
  private mutating func add(_ row: InspectedRow, _ mark: NoDataMark) {
    totals.add(row.line)
    if row.filledCount * 4 > usual * 3 { fullTotals += 1 }
    if marked.count < TableTally.mostMarked, !marked.contains(where: { $0.mark == mark }) {
      marked.append(TableProfile.Footer(row))
    }
  }

  /// Counts the cells of the rows that wait.
  private mutating func countCells() {
    // They are moved out and back, so that they can be read while the columns change.
    var rows = InspectedRows()
    swap(&rows, &waiting)
    TableTally.count(rows, in: &columns)
    rows.removeAll()
    swap(&rows, &waiting)
  }

  /// Counts the cells of some rows, column by column on all processors.
  private static func count(_ rows: InspectedRows, in columns: inout [ColumnTally]) {
    unsafe columns.withUnsafeMutableBufferPointer { columns in
      // Each column is changed by one processor.
      nonisolated(unsafe) let columns = unsafe columns
      unsafe DispatchQueue.concurrentPerform(iterations: columns.count) { index in
        unsafe columns[index].add(rows, column: index)
      }
    }
  }

  /// Whether a row at the end is a total, a note or nothing, and no data.
  private func isFooter(_ row: InspectedRow) -> Bool {
    let filled = row.filledCount
    if filled == 0 || filled <= 2 && usual >= 4 { return true }
    guard let mark = row.noDataMark else { return false }
    // Totals leave columns out; a row that does not is one of data whose first text is a name.
    return !mark.mayBeName || filled < usual || usual <= 2
  }

  /// The table, after its last row.
  consuming func finish(isPersonal: (String) -> Bool) -> TableProfile {
    let data = (heldBack.lastIndex { !isFooter($0) } ?? -1) + 1
    release(data)
    countCells()
    for index in columns.indices { columns[index].countRepeated() }
    let monthFirst = columns.flatMap(\.dateStyles).first { $0.isDecided }?.isMonthFirst ?? false
    return TableProfile(
      headingsLine: headingsLine,
      headingsBelow: nil,
      rows: rows,
      blankRows: blankRows,
      shortRows: short,
      longRows: long,
      brokenRows: broken,
      totalRows: totals,
      fullTotals: fullTotals,
      markedRows: marked,
      headingsAgain: headingsAgain,
      headingsMark: likeHeadings > 0 ? nil : headingsRow.firstText,
      footers: heldBack.map(TableProfile.Footer.init),
      blanksBeyond: beyond.profile(heading: "", isPersonal: true, isSheet: isSheet)
        .blankWords.map(\.word),
      width: width,
      columns: zip(headings, columns).map { heading, column in
        var column = column
        // Where the dates of one column show that the month comes first, it does in the others.
        column.settle(monthFirst: monthFirst)
        return column.profile(
          heading: heading,
          isPersonal: heading.isEmpty || isPersonal(heading),
          isSheet: isSheet
        )
      }
    )
  }
}

extension TableProfile.Footer {
  fileprivate init(_ row: InspectedRow) {
    filledColumns = row.cells.indices.filter { !row.cells[$0].isEmpty }
    line = row.line
    mark = row.noDataMark
    shape = mark?.shape ?? filledColumns.first.map { Pattern.of(row.text($0)) }
  }
}
