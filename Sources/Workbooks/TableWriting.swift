internal import CXLSXWriter

extension WorkbookWriter {
  private static let pencil = " ✎"

  /// Writes a table.
  mutating func write(_ table: TableBlock, row: Int, column: Int, on sheet: inout OpenSheet)
    throws(WorkbookError)
  {
    try writeHeadings(of: table, row: row, column: column, on: &sheet)
    let wraps = table.columns.contains { $0.style == .wrapped || $0.style == .clipped }
    var places = zip(table.columns, table.offsets).map { heading, offset in
      let place = column + offset
      let width = sheet.layout.characters(from: place, count: heading.span)
      return ColumnPlace(heading, at: place, width: width, .body(of: heading, isTop: wraps))
    }
    for index in 0..<table.rows.count {
      try write(table.rows[index], in: &places, row: row + 1 + index, on: &sheet)
    }
    if table.rows.count == 0 {
      var style = CellStyle.text(.note)
      style.edge = .row
      let run = Run(row: row + 1, column: column, span: table.width)
      try write(table.emptyText, at: run, style: style, on: sheet)
    }
    if let totals = table.totals {
      for index in places.indices { places[index].change(to: .total(of: table.columns[index])) }
      try write(totals, in: &places, row: row + table.height - 1, on: &sheet)
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
    in places: inout [ColumnPlace],
    row: Int,
    on sheet: inout OpenSheet
  ) throws(WorkbookError) {
    guard cells.count == places.count else {
      throw .rowLength(
        sheet: sheet.name,
        row: row + 1,
        cells: cells.count,
        columns: places.count
      )
    }
    var lines = 1
    for (index, cell) in cells.enumerated() {
      if let most = places[index].lines, lines < most, let text = cell.writtenText {
        lines = max(lines, CellText.lines(of: text, width: places[index].width, atMost: most))
      }
      let look = cell.look
      let format: UnsafeMutablePointer<lxw_format>
      if let known = unsafe places[index].format(of: look) {
        unsafe format = known
      } else {
        unsafe format = try unsafe self.format(places[index].style.showing(look))
        unsafe places[index].add(format, for: look)
      }
      let run = Run(row: row, column: places[index].column, span: places[index].span)
      try unsafe write(cell, at: run, format, on: &sheet)
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

/// The place of a table's column on its sheet, with the formats that its cells have had so far.
@safe private struct ColumnPlace {
  /// The most lines of a cell that are in view; the rest is in the cell.
  private static let maximumLines = 6
  /// The lines that a clipped cell asks for at most.
  private static let clippedLines = 3

  let column: Int
  let span: Int
  /// The width in characters.
  let width: Int
  /// How many lines a cell may make its row tall; nil where it does not.
  let lines: Int?
  private(set) var style: CellStyle
  private var formats: [(look: CellLook, format: UnsafeMutablePointer<lxw_format>)]

  init(_ heading: TableBlock.Column, at column: Int, width: Int, _ style: CellStyle) {
    self.column = column
    span = heading.span
    self.width = width
    lines =
      switch heading.style {
      case .wrapped: Self.maximumLines
      case .clipped: Self.clippedLines
      case .text, .centred, .figures: nil
      }
    self.style = style
    unsafe formats = []
  }

  /// The format of a look that a cell of the column has had.
  func format(of look: CellLook) -> UnsafeMutablePointer<lxw_format>? {
    for index in unsafe formats.indices where unsafe formats[index].look == look {
      return unsafe formats[index].format
    }
    return nil
  }

  mutating func add(_ format: UnsafeMutablePointer<lxw_format>, for look: CellLook) {
    unsafe formats.append((look, format))
  }

  mutating func change(to style: CellStyle) {
    self.style = style
    unsafe formats = []
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
