internal import CXLSXWriter

extension WorkbookWriter {
  /// The most lines of a cell that are in view; the rest is in the cell.
  private static let maximumLines = 6
  /// The lines that a clipped cell asks for at most.
  private static let clippedLines = 3
  private static let pencil = " ✎"

  /// Writes a table.
  mutating func write(_ table: TableBlock, row: Int, column: Int, on sheet: inout OpenSheet)
    throws(WorkbookError)
  {
    try writeHeadings(of: table, row: row, column: column, on: &sheet)
    let wraps = table.columns.contains { $0.style == .wrapped || $0.style == .clipped }
    let styles = table.columns.map { CellStyle.body(of: $0, isTop: wraps) }
    for index in 0..<table.rows.count {
      let cells = table.rows[index]
      try write(cells, styles, of: table, row: row + 1 + index, column: column, on: &sheet)
    }
    if table.rows.count == 0 {
      var style = CellStyle.text(.note)
      style.edge = .row
      let run = Run(row: row + 1, column: column, span: table.width)
      try write(table.emptyText, at: run, style: style, on: sheet)
    }
    if let totals = table.totals {
      let styles = table.columns.map { CellStyle.total(of: $0) }
      let last = row + table.height - 1
      try write(totals, styles, of: table, row: last, column: column, on: &sheet)
    }
    try setRules(of: table, row: row, column: column, on: sheet)
  }

  private mutating func writeHeadings(
    of table: TableBlock,
    row: Int,
    column: Int,
    on sheet: inout OpenSheet
  ) throws(WorkbookError) {
    var lines = 1
    for (heading, offset) in zip(table.columns, table.offsets) {
      let text = heading.heading + (heading.isTyped ? Self.pencil : "")
      // The button of a filter hides two characters, and bold ones are broad: as if the words were longer.
      let padding = table.filters ? "MMMM" : "MM"
      let place = column + offset
      lines = max(
        lines,
        sheet.layout.lines(of: text + padding, from: place, count: heading.span)
      )
      let run = Run(row: row, column: column + offset, span: heading.span)
      try write(text, at: run, style: .heading(of: heading), on: sheet)
    }
    try setHeight(6 + 13 * min(lines, 4), row: row, of: &sheet)
  }

  private mutating func write(
    _ cells: [Cell],
    _ styles: [CellStyle],
    of table: TableBlock,
    row: Int,
    column: Int,
    on sheet: inout OpenSheet
  ) throws(WorkbookError) {
    guard cells.count == table.columns.count else {
      throw .rowLength(
        sheet: sheet.name,
        row: row + 1,
        cells: cells.count,
        columns: table.columns.count
      )
    }
    var (lines, column) = (1, column)
    for index in cells.indices {
      let span = table.columns[index].span
      let most: Int? =
        switch table.columns[index].style {
        case .wrapped: Self.maximumLines
        case .clipped: Self.clippedLines
        case .text, .centred, .figures: nil
        }
      if let most, let text = cells[index].writtenText {
        lines = max(lines, min(most, sheet.layout.lines(of: text, from: column, count: span)))
      }
      let run = Run(row: row, column: column, span: span)
      try write(cells[index], at: run, style: styles[index], on: &sheet)
      column += span
    }
    if lines > 1 {
      try setHeight(3 + 13 * lines, row: row, of: &sheet)
    }
  }

  /// Sets what a table's cells allow: filters, lists to choose from, and no marks on numbers kept as text.
  private func setRules(of table: TableBlock, row: Int, column: Int, on sheet: OpenSheet)
    throws(WorkbookError)
  {
    guard table.rows.count > 0, !table.columns.isEmpty else { return }
    let (first, last) = (UInt32(row), UInt32(row + table.rows.count))
    let lastColumn = column + table.width - 1
    if table.filters {
      let (left, right) = (UInt16(column), UInt16(lastColumn))
      try check(unsafe worksheet_autofilter(sheet.pointer, first, left, last, right))
    }
    for (typed, offset) in zip(table.columns, table.offsets) {
      guard let formula = choices.formula(for: typed.choices) else { continue }
      let place = UInt16(column + offset)
      try check(unsafe setList(formula, first + 1, last, place, on: sheet.pointer))
    }
  }

  private func setList(
    _ formula: String,
    _ first: UInt32,
    _ last: UInt32,
    _ column: UInt16,
    on sheet: UnsafeMutablePointer<lxw_worksheet>
  ) -> lxw_error {
    unsafe formula.withCString { formula in
      unsafe "Please choose from the list.".withCString { message in
        var rule = unsafe lxw_data_validation()
        unsafe rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        unsafe rule.value_formula = UnsafeMutablePointer(mutating: formula)
        unsafe rule.error_message = UnsafeMutablePointer(mutating: message)
        return unsafe worksheet_data_validation_range(sheet, first, column, last, column, &rule)
      }
    }
  }
}

extension Cell {
  /// The text of a cell that is written as text.
  fileprivate var writtenText: String? {
    switch self {
    case .text(let text), .link(let text, _): text
    case .toned(_, let cell): cell.writtenText
    case .empty, .number, .money, .pounds, .percent, .date, .boolean: nil
    }
  }
}
