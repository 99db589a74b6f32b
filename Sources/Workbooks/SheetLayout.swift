/// Where every part of a sheet stands, found before anything is written.
struct SheetLayout {
  /// The rows of a sheet in the file format.
  static let maximumRows = 1_048_576
  /// The columns of a sheet in the file format.
  static let maximumColumns = 16_384
  /// The characters that a line of text is spread over where the sheet does not say.
  private static let lineWidth = 110
  /// The width of a column that nobody gave one.
  private static let defaultWidth = 12
  /// The height in points of a row that nobody gave one.
  static let rowHeight = 15

  /// A part that has no parts, and its place.
  struct Place {
    var block: Block
    var row: Int
    var column: Int
    /// How many columns it may cover.
    var width: Int
    /// How many rows it covers.
    var height: Int
  }

  /// A table and the place of its first heading.
  struct TablePlace {
    var table: TableBlock
    var row: Int
    var column: Int
  }

  let sheet: Sheet
  /// The width of each column in characters.
  let widths: [Int]
  private(set) var places: [Place] = []
  private(set) var tables: [TablePlace] = []
  private var rows = 0

  init(_ sheet: Sheet) throws(WorkbookError) {
    self.sheet = sheet
    self.widths = SheetLayout.widths(of: sheet)
    let page = Region(column: 0, width: textColumns, blocks: sheet.blocks)
    rows = place(page, row: 0, column: 0, isBeside: false)
    let columns = max(
      widths.count,
      tables.map { $0.column + $0.table.width }.max() ?? 0
    )
    guard rows <= SheetLayout.maximumRows, columns <= SheetLayout.maximumColumns else {
      throw .sheetTooLarge(sheet: sheet.name, rows: rows, columns: columns)
    }
    guard tables.count(where: \.table.filters) <= 1 else { throw .secondFilter(sheet: sheet.name) }
  }

  /// The row with the headings of the table that can be filtered, or else of the first.
  var headingRow: Int? { (tables.first { $0.table.filters } ?? tables.first)?.row }

  /// How many lines a text takes that is spread over a run of columns.
  func lines(of text: String, from column: Int, count: Int) -> Int {
    CellText.lines(of: text.utf8Span.span, width: characters(from: column, count: count))
  }

  /// The width in characters of a run of columns.
  func characters(from column: Int, count: Int) -> Int {
    (column..<column + max(1, count)).reduce(0) { $0 + width(of: $1) }
  }

  /// The width in pixels of a run of columns, in the font that widths are counted in.
  func pixels(from column: Int, count: Int) -> Int {
    (column..<column + max(1, count)).reduce(0) { $0 + width(of: $1) * 7 + 5 }
  }

  private func width(of column: Int) -> Int {
    widths.indices.contains(column) ? widths[column] : SheetLayout.defaultWidth
  }

  /// How many columns the sheet's own text is spread over.
  private var textColumns: Int {
    guard sheet.columnWidths.isEmpty else { return sheet.columnWidths.count }
    var (columns, characters) = (1, width(of: 0))
    while characters < SheetLayout.lineWidth, columns < max(8, widths.count) {
      characters += width(of: columns)
      columns += 1
    }
    return columns
  }

  /// Places the parts of a region below each other, and gives the first row below them.
  private mutating func place(_ region: Region, row: Int, column: Int, isBeside: Bool) -> Int {
    let (column, width) = (column + region.column, region.width)
    var row = row
    for block in region.blocks {
      let height: Int
      switch block {
      case .beside(let regions):
        let top = row
        for region in regions {
          row = max(row, place(region, row: top, column: column, isBeside: true))
        }
        continue
      case .text(let text, let part):
        // A high row would tear the table beside it apart, so that there a paragraph covers several.
        let points = part.points(lines: lines(of: text, from: column, count: width))
        height = isBeside && part.wraps ? (points + Self.rowHeight - 1) / Self.rowHeight : 1
      case .banner, .space:
        height = 1
      case .keyFigures(let figures):
        height = 2 + (figures.map(\.details.count).max() ?? 0)
      case .table(let table):
        tables.append(TablePlace(table: table, row: row, column: column))
        height = table.height
      case .chart(let chart):
        height = chart.rows
      }
      places.append(
        Place(block: block, row: row, column: column, width: width, height: height)
      )
      row += height
    }
    return row
  }

  private static func widths(of sheet: Sheet) -> [Int] {
    var widths = sheet.columnWidths
    guard widths.isEmpty else { return widths }
    for case .table(let table) in sheet.blocks {
      for (column, offset) in zip(table.columns, table.offsets) where offset == widths.count {
        let width = column.span == 1 ? column.width : nil
        widths += [width ?? defaultWidth]
        widths += Array(repeating: defaultWidth, count: column.span - 1)
      }
    }
    return widths
  }
}

extension TextStyle {
  /// Whether a text of this kind breaks into lines.
  var wraps: Bool { self == .body || self == .note }

  /// The height in points of so many lines.
  func points(lines: Int) -> Int {
    switch self {
    case .title: 28
    case .subtitle: 17
    case .heading: 22
    case .body: 2 + 13 * lines
    case .note: 2 + 12 * lines
    }
  }
}
