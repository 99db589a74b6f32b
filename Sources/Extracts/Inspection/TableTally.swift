/// Counts what the rows under some headings hold.
struct TableTally {
  private let headings: [String]
  private let headingsLine: Int
  /// How many headings there are.
  private let usual: Int
  private var columns: [ColumnTally]
  /// The cells beyond the last heading.
  private var beyond = ColumnTally()
  private var rows = 0
  private var blankRows = 0
  private var short = TableProfile.Places()
  private var long = TableProfile.Places()
  private var broken = TableProfile.Places()
  private var totals = TableProfile.Places()
  /// Rows that may be no data, if nothing but such rows follows.
  private var heldBack: [InspectedRow] = []
  private static let mostHeldBack = 16

  init(headings row: InspectedRow) {
    headings = row.cells.indices.map { Header.plain(row.text($0)) }
    headingsLine = row.line
    let width = (headings.lastIndex { !$0.isEmpty } ?? -1) + 1
    usual = headings.count { !$0.isEmpty }
    columns = Array(repeating: ColumnTally(), count: width)
  }

  /// Counts a row below the headings.
  mutating func add(_ row: InspectedRow) {
    if row.fault != nil {
      rows += 1
      broken.add(row.line)
      return
    }
    if row.filledCount * 2 <= usual || row.noDataWord != nil {
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
    if row.filledCount == 0 { blankRows += 1 }
    if row.cells.count < columns.count { short.add(row.line) }
    if row.noDataWord != nil { totals.add(row.line) }
    for index in columns.indices where index < row.cells.count {
      columns[index].add(row.bytes.span.extracting(row.cells[index]), line: row.line)
    }
    let filledBefore = beyond.filled
    for index in columns.count..<max(columns.count, row.cells.count) {
      beyond.add(row.bytes.span.extracting(row.cells[index]), line: row.line)
    }
    if beyond.filled > filledBefore { long.add(row.line) }
  }

  /// Whether a row at the end is a total, a note or nothing, and no data.
  private func isFooter(_ row: InspectedRow) -> Bool {
    row.filledCount == 0 || row.noDataWord != nil || row.filledCount <= 2 && usual >= 4
  }

  /// The table, after its last row.
  consuming func finish(isPersonal: (String) -> Bool) -> TableProfile {
    let data = (heldBack.lastIndex { !isFooter($0) } ?? -1) + 1
    release(data)
    let footers = heldBack.map { row in
      let first = row.cells.indices.first { !row.cells[$0].isEmpty }
      return TableProfile.Footer(
        line: row.line,
        shape: row.noDataWord ?? first.map { Pattern.of(row.text($0)) }
      )
    }
    return TableProfile(
      headingsLine: headingsLine,
      rows: rows,
      blankRows: blankRows,
      shortRows: short,
      longRows: long,
      brokenRows: broken,
      totalRows: totals,
      footers: footers,
      blanksBeyond: beyond.profile(heading: "", isPersonal: true).blankDeclarations,
      columns: zip(headings, columns).map {
        $1.profile(heading: $0, isPersonal: $0.isEmpty || isPersonal($0))
      }
    )
  }
}
