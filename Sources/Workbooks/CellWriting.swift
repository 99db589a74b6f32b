internal import CXLSXWriter
internal import Values

extension WorkbookWriter {
  /// A rectangle of cells that look like one.
  struct Run {
    var row: Int
    var column: Int
    var span = 1
    var rows = 1

    var isOneCell: Bool { span == 1 && rows == 1 }
  }

  private static let money = "£#,##0.00;[Red]-£#,##0.00"
  private static let pounds = "£#,##0;[Red]-£#,##0"

  /// Writes a cell.
  mutating func write(_ cell: Cell, at run: Run, style: CellStyle, on sheet: inout OpenSheet)
    throws(WorkbookError)
  {
    switch cell {
    case .empty:
      try write("", at: run, style: style, on: sheet)
    case .text(let text):
      try write(text, at: run, style: style, on: sheet)
    case .boolean(let value):
      try write(value ? "Yes" : "No", at: run, style: style, on: sheet)
    case .number(let number):
      let format = StoredFigure.format(of: number)
      try write(StoredFigure(number), at: run, style: style.figure(format), on: sheet)
    case .money(let number):
      try write(StoredFigure(number), at: run, style: style.figure(Self.money), on: sheet)
    case .pounds(let number):
      try write(StoredFigure(number), at: run, style: style.figure(Self.pounds), on: sheet)
    case .percent(let number):
      try write(StoredFigure(number), at: run, style: style.figure("0.0%"), on: sheet)
    case .date(let date):
      var style = style
      style.numberFormat = "dd mmm yyyy"
      try write(StoredFigure(date), at: run, style: style, on: sheet)
    case .link(let text, let target):
      try writeLink(text, to: target, at: run, style: style, on: &sheet)
    case .toned(let tone, let cell):
      try write(cell, at: run, style: style.toned(tone), on: &sheet)
    }
  }

  /// Writes text, never as a formula or a link; an empty text leaves a formatted blank.
  mutating func write(_ text: String, at run: Run, style: CellStyle, on sheet: OpenSheet)
    throws(WorkbookError)
  {
    let format = try unsafe format(style)
    try merge(run, style: style, on: sheet)
    let (row, column) = run.start
    if text.isEmpty {
      // A merged run is blank already.
      guard run.isOneCell else { return }
      try check(unsafe worksheet_write_blank(sheet.pointer, row, column, format))
    } else {
      let text = CellText.storable(text)
      try check(unsafe worksheet_write_string(sheet.pointer, row, column, text, format))
    }
  }

  private mutating func write(
    _ figure: StoredFigure,
    at run: Run,
    style: CellStyle,
    on sheet: OpenSheet
  ) throws(WorkbookError) {
    switch figure {
    case .text(let text):
      try write(text, at: run, style: style, on: sheet)
    case .double(let double):
      let format = try unsafe format(style)
      try merge(run, style: style, on: sheet)
      let (row, column) = run.start
      try check(unsafe worksheet_write_number(sheet.pointer, row, column, double, format))
    }
  }

  private mutating func writeLink(
    _ text: String,
    to target: String,
    at run: Run,
    style: CellStyle,
    on sheet: inout OpenSheet
  ) throws(WorkbookError) {
    try checkLink(to: target, from: sheet)
    var style = style
    (style.isUnderlined, style.colour) = (true, Palette.link)
    let format = try unsafe format(style)
    try merge(run, style: style, on: sheet)
    let (row, column) = run.start
    let place = "internal:\(SheetName.quoted(target))!A1"
    try check(unsafe worksheet_write_url(sheet.pointer, row, column, place, format))
    let text = CellText.storable(text)
    try check(unsafe worksheet_write_string(sheet.pointer, row, column, text, format))
    sheet.links += 1
  }

  private mutating func merge(_ run: Run, style: CellStyle, on sheet: OpenSheet)
    throws(WorkbookError)
  {
    guard !run.isOneCell else { return }
    let format = try unsafe format(style)
    let (row, column) = run.start
    let lastRow = UInt32(run.row + run.rows - 1)
    let lastColumn = UInt16(run.column + run.span - 1)
    try check(
      unsafe worksheet_merge_range(sheet.pointer, row, column, lastRow, lastColumn, "", format)
    )
  }
}

extension WorkbookWriter.Run {
  /// The first cell, as the library counts; the layout has seen to it that it is on the sheet.
  var start: (row: UInt32, column: UInt16) { (UInt32(row), UInt16(column)) }
}

extension CellStyle {
  /// The style of a number: on the right, unless its column stands in the middle.
  fileprivate func figure(_ format: String) -> CellStyle {
    var style = self
    style.numberFormat = format
    if style.alignment == .left, style.edge != .tile { style.alignment = .right }
    return style
  }
}
