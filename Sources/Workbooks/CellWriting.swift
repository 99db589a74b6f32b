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

  /// Writes a cell.
  mutating func write(_ cell: Cell, at run: Run, style: CellStyle, on sheet: inout OpenSheet)
    throws(WorkbookError)
  {
    let format = try unsafe format(style.showing(cell.look))
    try unsafe write(cell, at: run, format, on: &sheet)
  }

  /// Writes a cell in the format of its look.
  mutating func write(
    _ cell: Cell,
    at run: Run,
    _ format: UnsafeMutablePointer<lxw_format>,
    on sheet: inout OpenSheet
  ) throws(WorkbookError) {
    switch cell {
    case .empty:
      try unsafe write("", at: run, format, on: sheet)
    case .text(let text):
      try unsafe write(text, at: run, format, on: sheet)
    case .boolean(let value):
      try unsafe write(value ? "Yes" : "No", at: run, format, on: sheet)
    case .number(let number), .money(let number), .pounds(let number), .percent(let number):
      try unsafe write(StoredFigure(number), at: run, format, on: sheet)
    case .date(let date):
      try unsafe write(StoredFigure(date), at: run, format, on: sheet)
    case .link(let text, let target):
      try unsafe writeLink(text, to: target, at: run, format, on: &sheet)
    case .toned(_, let cell):
      try unsafe write(cell, at: run, format, on: &sheet)
    }
  }

  /// Writes text, never as a formula or a link; an empty text leaves a formatted blank.
  mutating func write(_ text: String, at run: Run, style: CellStyle, on sheet: OpenSheet)
    throws(WorkbookError)
  {
    let format = try unsafe format(style)
    try unsafe write(text, at: run, format, on: sheet)
  }

  private func write(
    _ text: String,
    at run: Run,
    _ format: UnsafeMutablePointer<lxw_format>,
    on sheet: OpenSheet
  ) throws(WorkbookError) {
    try unsafe merge(run, format, on: sheet)
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

  private func write(
    _ figure: StoredFigure,
    at run: Run,
    _ format: UnsafeMutablePointer<lxw_format>,
    on sheet: OpenSheet
  ) throws(WorkbookError) {
    switch figure {
    case .text(let text):
      try unsafe write(text, at: run, format, on: sheet)
    case .double(let double):
      try unsafe merge(run, format, on: sheet)
      let (row, column) = run.start
      try check(unsafe worksheet_write_number(sheet.pointer, row, column, double, format))
    }
  }

  private func writeLink(
    _ text: String,
    to target: String,
    at run: Run,
    _ format: UnsafeMutablePointer<lxw_format>,
    on sheet: inout OpenSheet
  ) throws(WorkbookError) {
    try checkLink(to: target, from: sheet)
    try unsafe merge(run, format, on: sheet)
    let (row, column) = run.start
    let place = "internal:\(SheetName.quoted(target))!A1"
    try check(unsafe worksheet_write_url(sheet.pointer, row, column, place, format))
    let text = CellText.storable(text)
    try check(unsafe worksheet_write_string(sheet.pointer, row, column, text, format))
    sheet.links += 1
  }

  private func merge(
    _ run: Run,
    _ format: UnsafeMutablePointer<lxw_format>,
    on sheet: OpenSheet
  ) throws(WorkbookError) {
    guard !run.isOneCell else { return }
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
