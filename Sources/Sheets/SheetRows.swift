internal import Values

/// The rows of a sheet, read as they are asked for (ECMA-376 part 1, 18.3.1).
///
/// Rows must come in ascending order, and cells within a row too, as all programs write them; where they do not say
/// where they are, they follow one another. The sheet is not known to be whole until ``next()`` has returned nil:
/// only then has its check sum been verified.
public struct SheetRows: ~Copyable {
  /// The sheet.
  public let sheet: Sheet
  /// The columns that are hidden, 1-based.
  public private(set) var hiddenColumns: [ClosedRange<Int>] = []
  /// The ranges of merged cells, known once all rows have been read; only the first cell of each has a value.
  public private(set) var mergedRanges: [CellRange] = []

  private let workbook: Workbook
  private var xml: XMLReader
  private var row = Row()
  private var column = 0
  private var isInData = false
  private var isAtEnd = false
  /// The text of a cell that comes in several parts.
  private var text: [UInt8] = []
  /// How many bytes of texts the row has so far.
  private var rowTextSize = 0

  init(of sheet: Sheet, in workbook: Workbook) throws(SheetsError) {
    let xml = try SheetRows.open(sheet, in: workbook)
    self.sheet = sheet
    self.workbook = workbook
    self.xml = xml
  }

  /// Reads what comes before the first row.
  mutating func readHead() throws(SheetsError) {
    do throws(SheetsError) {
      while !isInData, let token = try xml.next() {
        guard token.kind == .start else { continue }
        switch token.name {
        case .sheetData: isInData = true
        case .col: try readColumns()
        case .row, .c: throw xml.damage("cells stand before the table")
        default: break
        }
      }
    } catch {
      throw located(error)
    }
    isAtEnd = !isInData
  }

  private static func open(_ sheet: Sheet, in workbook: Workbook) throws(SheetsError) -> XMLReader {
    let archive = workbook.archive
    guard sheet.hasCells else {
      throw SheetsError(
        .sheet,
        file: workbook.path,
        sheet: sheet.name,
        message: "the sheet is a chart or a dialog, and has no cells; name another"
      )
    }
    guard let entry = archive.entry(sheet.part) else {
      throw archive.file.damage("the sheet \"\(sheet.name)\" is missing")
    }
    return XMLReader(try PartReader(entry, in: archive, maximum: archive.limits.partSize))
  }

  /// The next row that the file has, even if it is empty; nil after the last.
  public mutating func next() throws(SheetsError) -> Row? {
    do throws(SheetsError) {
      return try readRow()
    } catch {
      isAtEnd = true
      throw located(error)
    }
  }

  private func located(_ error: SheetsError) -> SheetsError {
    var error = error
    error.sheet = sheet.name
    if row.number > 0 {
      error.cell = CellReference(column: Swift.max(column, 1), row: row.number)
    }
    return error
  }

  private mutating func readColumns() throws(SheetsError) {
    var (first, last, isHidden) = (0, 0, false)
    while let attribute = xml.nextAttribute() {
      let value = xml.bytes.span.extracting(attribute.range)
      switch attribute.name {
      case .min: first = Int(digits: value) ?? 0
      case .max: last = Int(digits: value) ?? 0
      case .hidden: isHidden = value.isTrue ?? false
      default: break
      }
    }
    guard isHidden else { return }
    let before = hiddenColumns.last?.upperBound ?? 0
    guard first > before, last >= first, last <= CellReference.lastColumn else {
      throw xml.damage("its columns are not in order")
    }
    hiddenColumns.append(first...last)
  }

  private mutating func readRow() throws(SheetsError) -> Row? {
    if isAtEnd { return nil }
    while isInData {
      let token = try xml.expectNext()
      switch (token.kind, token.name) {
      case (.start, .row):
        try readCells()
        return row
      case (.start, let name): try passForeignElement(name)
      case (.end, .sheetData): isInData = false
      default: break
      }
    }
    row.number = 0
    try readTail()
    isAtEnd = true
    return nil
  }

  /// Passes an element that is not read, given its name; refuses one that holds what would be lost with it.
  private mutating func passForeignElement(_ name: XMLName) throws(SheetsError) {
    var (depth, name) = (1, name)
    while true {
      switch name {
      case .row, .c, .v, .is: throw xml.damage("cells stand in what is not understood")
      default: break
      }
      var token = try xml.expectNext()
      while token.kind != .start {
        if token.kind == .end { depth -= 1 }
        if depth == 0 { return }
        token = try xml.expectNext()
      }
      (depth, name) = (depth + 1, token.name)
    }
  }

  private mutating func readTail() throws(SheetsError) {
    while let token = try xml.next() {
      guard token.kind == .start else { continue }
      switch token.name {
      case .sheetData: throw xml.damage("it has two tables of cells")
      case .row, .c: throw xml.damage("cells stand behind the table")
      default: break
      }
      guard token.name == .mergeCell, let attribute = xml.nextAttribute() else { continue }
      guard let range = CellRange(utf8: xml.bytes.span.extracting(attribute.range)) else {
        throw xml.damage("a range of merged cells is none")
      }
      guard mergedRanges.count < workbook.archive.limits.mergedRanges else {
        throw xml.tooLarge("merges more than \(mergedRanges.count) ranges of cells")
      }
      mergedRanges.append(range)
    }
  }

  private mutating func readCells() throws(SheetsError) {
    var (number, isHidden) = (row.number + 1, false)
    while let attribute = xml.nextAttribute() {
      let value = xml.bytes.span.extracting(attribute.range)
      switch attribute.name {
      case .r:
        guard let given = Int(digits: value), given >= number else {
          throw xml.damage("a row is out of order, or its number is none")
        }
        number = given
      case .hidden: isHidden = value.isTrue ?? false
      default: break
      }
    }
    guard number <= CellReference.lastRow else {
      throw xml.damage("it has more than \(CellReference.lastRow) rows")
    }
    row.number = number
    row.isHidden = isHidden
    row.cells.removeAll(keepingCapacity: true)
    column = 0
    rowTextSize = 0
    while true {
      let token = try xml.expectNext()
      switch (token.kind, token.name) {
      case (.start, .c): try readCell()
      case (.start, let name): try passForeignElement(name)
      case (.end, _): return
      default: break
      }
    }
  }

  private mutating func readCell() throws(SheetsError) {
    var (reference, style, type) = (
      CellReference(column: column + 1, row: row.number), 0, CellType.number
    )
    while let attribute = xml.nextAttribute() {
      let value = xml.bytes.span.extracting(attribute.range)
      switch attribute.name {
      case .r:
        guard let given = CellReference(utf8: value), given.column > column,
          given.row == row.number
        else { throw xml.damage("a cell is out of order, or its reference is none") }
        reference = given
      case .s: style = Int(digits: value) ?? 0
      case .t: type = CellType(utf8: value)
      default: break
      }
    }
    column = reference.column
    guard column <= CellReference.lastColumn else {
      throw xml.damage("it has more than \(CellReference.lastColumn) columns")
    }
    var (value, isFormula, hasText) = (CellValue?.none, false, false)
    while true {
      let token = try xml.expectNext()
      switch (token.kind, token.name) {
      case (.start, .v):
        if value != nil { throw xml.damage("a cell has two values") }
        value = try readValue(type, style: style, mayNest: false)
      case (.start, .is):
        // Some programs do not say that the text stands here; a value beside it is the older of the two.
        if hasText || type != .inlineText && value != nil {
          throw xml.damage("a cell has two values")
        }
        hasText = true
        value = try readValue(.inlineText, style: style, mayNest: true)
      case (.start, let name):
        if name == .f { isFormula = true }
        try passForeignElement(name)
      case (.end, _):
        if let value = value ?? (isFormula ? .fault(.notCalculated) : nil) {
          row.cells.append(Cell(column: column, value: value, isFormula: isFormula))
        }
        return
      default: break
      }
    }
  }

  private mutating func readValue(
    _ type: CellType,
    style: Int,
    mayNest: Bool
  ) throws(SheetsError) -> CellValue? {
    let count: Int
    let value: CellValue?
    if let range = xml.nextPlainText() {
      count = range.count
      value = try self.value(of: xml.bytes.span.extracting(range), type, style: style)
    } else {
      try xml.readText(into: &text, mayNest: mayNest)
      count = text.count
      value = try self.value(of: text.span, type, style: style)
    }
    if type == .inlineText || type == .formulaText { rowTextSize += count }
    guard rowTextSize <= workbook.archive.limits.rowTextSize else {
      throw xml.tooLarge("has a row with more than \(rowTextSize) bytes of texts")
    }
    return value
  }

  private func value(
    of text: Span<UInt8>,
    _ type: CellType,
    style: Int
  ) throws(SheetsError) -> CellValue? {
    guard type == .sharedText, !text.isEmpty else {
      return type.value(text, as: workbook.styles[style], in: workbook.dateSystem)
    }
    guard let index = Int(digits: text), let shared = workbook.texts[index] else {
      throw xml.damage("a cell refers to a text that is not there")
    }
    return .text(shared)
  }
}
