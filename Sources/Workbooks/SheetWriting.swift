internal import CXLSXWriter

extension WorkbookWriter {
  /// Writes all of a sheet but its charts.
  mutating func write(_ sheet: inout OpenSheet) throws(WorkbookError) {
    try setColumns(of: sheet)
    for placement in sheet.layout.placements {
      let (row, column, width) = (placement.row, placement.column, placement.width)
      switch placement.block {
      case .text(let text, let part):
        try write(text, part, row: row, column: column, width: width, on: &sheet)
      case .banner(let text, let tone):
        let lines = lines(of: text, at: placement, on: sheet)
        try setHeight(8 + 16 * lines, row: row, of: &sheet)
        let run = Run(row: row, column: column, span: width)
        try write(text, at: run, style: .banner(tone), on: sheet)
      case .keyFigures(let figures):
        try write(figures, at: placement, on: &sheet)
      case .table(let table):
        try write(table, row: row, column: column, on: &sheet)
      case .chart, .beside, .space:
        break
      }
    }
    try setPage(of: sheet)
    try setView(of: sheet)
  }

  private mutating func write(
    _ text: String,
    _ part: TextStyle,
    row: Int,
    column: Int,
    width: Int,
    on sheet: inout OpenSheet
  ) throws(WorkbookError) {
    let style = CellStyle.text(part)
    let lines =
      style.wraps
      ? CellText.lines(
        of: text,
        width: sheet.layout.characters(from: column, count: width)
      ) : 1
    let height =
      switch part {
      case .title: 28
      case .subtitle: 17
      case .heading: 22
      case .body: 2 + 14 * lines
      case .note: 2 + 13 * lines
      }
    try setHeight(height, row: row, of: &sheet)
    // What does not wrap may run on over the empty cells to its right.
    let run = Run(row: row, column: column, span: style.wraps ? width : 1)
    try write(text, at: run, style: style, on: sheet)
  }

  private func lines(of text: String, at place: SheetLayout.Placement, on sheet: OpenSheet) -> Int {
    let width = sheet.layout.characters(from: place.column, count: place.width)
    return CellText.lines(of: text, width: max(1, width * 9 / 10))
  }

  private mutating func write(
    _ figures: [KeyFigure],
    at place: SheetLayout.Placement,
    on sheet: inout OpenSheet
  ) throws(WorkbookError) {
    guard !figures.isEmpty else { return }
    let details = figures.map(\.details.count).max() ?? 0
    try setHeight(18, row: place.row, of: &sheet)
    try setHeight(28, row: place.row + 1, of: &sheet)
    for (index, figure) in figures.enumerated() {
      // The columns are shared out as evenly as they can be.
      let first = place.width * index / figures.count
      let span = max(1, place.width * (index + 1) / figures.count - first)
      var run = Run(row: place.row, column: place.column + first, span: span)
      let label = CellStyle.tile(size: 9, isBold: false, colour: Palette.quiet)
      try write(figure.label, at: run, style: label, on: sheet)
      run.row += 1
      let value = CellStyle.tile(size: 18, isBold: true, colour: Palette.head)
      try write(figure.value, at: run, style: value, on: &sheet)
      for line in 0..<details {
        run.row += 1
        let style = CellStyle.tile(size: 9, isBold: false, colour: Palette.ink)
        let cell = line < figure.details.count ? figure.details[line] : .empty
        try write(cell, at: run, style: style, on: &sheet)
      }
    }
  }

  /// Gives a row a height, unless a part beside this one needs more.
  mutating func setHeight(_ points: Int, row: Int, of sheet: inout OpenSheet)
    throws(WorkbookError)
  {
    guard points > sheet.heights[row] ?? 0 else { return }
    sheet.heights[row] = points
    try check(unsafe worksheet_set_row(sheet.pointer, UInt32(row), Double(points), nil))
  }

  private func setColumns(of sheet: OpenSheet) throws(WorkbookError) {
    for (column, width) in sheet.layout.widths.enumerated() {
      let (column, width) = (UInt16(column), Double(width))
      try check(unsafe worksheet_set_column(sheet.pointer, column, column, width, nil))
    }
  }

  private func setPage(of sheet: OpenSheet) throws(WorkbookError) {
    let (pointer, page) = unsafe (sheet.pointer, sheet.layout.sheet.page)
    if page.isLandscape { unsafe worksheet_set_landscape(pointer) }
    unsafe worksheet_set_paper(pointer, page.paper == .a4 ? 9 : 8)
    unsafe worksheet_set_margins(pointer, 0.4, 0.4, 0.6, 0.6)
    unsafe worksheet_fit_to_pages(
      pointer,
      UInt16(clamping: page.pagesWide),
      UInt16(clamping: page.pagesTall)
    )
    let header = try WorkbookWriter.pageText(description.pageHeader)
    if !header.isEmpty { try check(unsafe worksheet_set_header(pointer, "&C&9\(header)")) }
    let footer = try WorkbookWriter.pageText(description.pageFooter)
    try check(
      unsafe worksheet_set_footer(pointer, "&L&9 \(footer)&C&9&A&R&9Page &P of &N")
    )
  }

  private func setView(of sheet: OpenSheet) throws(WorkbookError) {
    let (pointer, layout) = unsafe (sheet.pointer, sheet.layout)
    unsafe worksheet_gridlines(pointer, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    unsafe worksheet_set_tab_color(pointer, layout.sheet.tab.colour)
    if layout.sheet.name == SheetName.lists { unsafe worksheet_hide(pointer) }
    guard let columns = layout.sheet.frozenColumns else { return }
    let below = layout.headingRow.map { $0 + 1 } ?? 0
    unsafe worksheet_freeze_panes(pointer, UInt32(below), UInt16(clamping: columns))
    if let row = layout.headingRow {
      try check(unsafe worksheet_repeat_rows(pointer, UInt32(row), UInt32(row)))
    }
    if columns > 0, layout.sheet.page.pagesWide != 1 {
      let last = UInt16(clamping: columns - 1)
      try check(unsafe worksheet_repeat_columns(pointer, 0, last))
    }
  }
}

extension Sheet.Tab {
  fileprivate var colour: UInt32 {
    switch self {
    case .front: Palette.head
    case .work: Palette.series[1]
    case .reference: Palette.series[4]
    }
  }
}
