internal import CXLSXWriter

extension WorkbookWriter {
  /// Writes all of a sheet but its charts.
  mutating func write(_ sheet: inout OpenSheet) throws(WorkbookError) {
    try setColumns(of: sheet)
    for place in sheet.layout.places {
      let (row, column, width) = (place.row, place.column, place.width)
      switch place.block {
      case .text(let text, let part):
        try write(text, part, at: place, on: &sheet)
      case .banner(let text, let tone):
        // Bold letters, and larger than a table's: a fifth fewer in a line.
        let lines = sheet.layout.lines(of: text, from: column, count: width * 4 / 5)
        try setHeight(8 + 16 * lines, row: row, of: &sheet)
        let run = Run(row: row, column: column, span: width)
        try write(text, at: run, style: .banner(tone), on: sheet)
      case .keyFigures(let figures):
        try write(figures, at: place, on: &sheet)
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
    at place: SheetLayout.Place,
    on sheet: inout OpenSheet
  ) throws(WorkbookError) {
    if place.height == 1 {
      let lines = sheet.layout.lines(of: text, from: place.column, count: place.width)
      try setHeight(part.points(lines: lines), row: place.row, of: &sheet)
    }
    // What does not wrap may run on over the empty cells to its right.
    let span = part.wraps ? place.width : 1
    let run = Run(row: place.row, column: place.column, span: span, rows: place.height)
    try write(text, at: run, style: .text(part), on: sheet)
  }

  private mutating func write(
    _ figures: [KeyFigure],
    at place: SheetLayout.Place,
    on sheet: inout OpenSheet
  ) throws(WorkbookError) {
    guard !figures.isEmpty else { return }
    let details = figures.map(\.details.count).max() ?? 0
    try setHeight(18, row: place.row, of: &sheet)
    try setHeight(28, row: place.row + 1, of: &sheet)
    for (index, figure) in figures.enumerated() {
      // Tiles of one width, even where columns are left over.
      let span = max(1, place.width / figures.count)
      var run = Run(row: place.row, column: place.column + index * span, span: span)
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
