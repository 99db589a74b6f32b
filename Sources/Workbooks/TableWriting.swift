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
      return ColumnPlace(
        column: place,
        span: heading.span,
        room: ColumnRoom(heading, width: width),
        style: .body(of: heading, isTop: wraps)
      )
    }
    let packed = try packRows(of: table, in: &places, row: row, on: sheet)
    for index in packed..<table.rows.count {
      var cells = CellBuffer()
      table.rows.add(index, to: &cells)
      try write(cells, in: &places, row: row + 1 + index, on: &sheet)
    }
    if table.rows.count == 0 {
      var style = CellStyle.text(.note)
      style.edge = .row
      let run = Run(row: row + 1, column: column, span: table.width)
      try write(table.emptyText, at: run, style: style, on: sheet)
    }
    if let totals = table.totals {
      for index in places.indices { places[index].change(to: .total(of: table.columns[index])) }
      var cells = CellBuffer()
      for cell in totals { cells.append(cell) }
      try write(cells, in: &places, row: row + table.height - 1, on: &sheet)
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
    _ cells: CellBuffer,
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
    for (index, cell) in cells.cells.enumerated() {
      let format = try unsafe format(of: cell.look, in: &places[index])
      let run = Run(row: row, column: places[index].column, span: places[index].span)
      try unsafe write(cell, at: run, format, on: &sheet)
    }
    if let height = ColumnRoom.height(of: cells, from: 0, in: places.lazy.map(\.room)) {
      try setHeight(height, row: row, of: &sheet)
    }
  }

  /// The format of cells of a column that have a look.
  mutating func format(
    of look: CellLook,
    in place: inout ColumnPlace
  ) throws(WorkbookError) -> UnsafeMutablePointer<lxw_format> {
    if let known = unsafe place.formats.first(where: { unsafe $0.look == look }) {
      return unsafe known.format
    }
    let format = try unsafe format(place.style.showing(look))
    unsafe place.formats.append((look, format))
    return unsafe format
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
@safe struct ColumnPlace {
  let column: Int
  let span: Int
  let room: ColumnRoom
  private(set) var style: CellStyle
  var formats: [(look: CellLook, format: UnsafeMutablePointer<lxw_format>)] = unsafe []

  init(column: Int, span: Int, room: ColumnRoom, style: CellStyle) {
    self.column = column
    self.span = span
    self.room = room
    self.style = style
  }

  mutating func change(to style: CellStyle) {
    self.style = style
    unsafe formats = []
  }

  /// The column as rows are written that the library does not see; it gives each format its number in the file.
  var written: RowText.Column {
    RowText.Column(
      letters: CellReference.letters(of: column),
      room: room,
      styles: unsafe formats.map { unsafe ($0.look, lxw_format_get_xf_index($0.format)) }
    )
  }
}
