/// A table: headings, rows of cells and, if asked for, a row of totals.
public struct TableBlock: Sendable {
  /// One column of a table.
  public struct Column: Sendable {
    /// What the column is called; people see it in the first row.
    public var heading: String
    /// The width in characters of the sheet's column; nil when another part of the sheet decides.
    public var width: Int?
    /// How many columns of the sheet the column covers.
    public var span: Int
    /// What the column's cells have in common.
    public var style: Style
    /// Whether people type into the column: it is shaded, and its heading bears a pencil.
    public var isTyped: Bool
    /// What may be typed; when empty, anything.
    public var choices: [String]

    /// How the cells of a column sit in it.
    public enum Style: Hashable, Sendable {
      /// Text on one line, cut off at the next cell.
      case text
      /// Text that breaks into lines.
      case wrapped
      /// Text that breaks into lines, of which the first are in view; a long one does not make its row tall.
      case clipped
      /// Text in the middle: short codes, states, yes and no.
      case centred
      /// Figures, on the right.
      case figures
    }

    /// Creates a column.
    public init(
      _ heading: String,
      width: Int? = nil,
      span: Int = 1,
      style: Style = .text,
      isTyped: Bool = false,
      choices: [String] = []
    ) {
      self.heading = heading
      self.width = width
      self.span = max(1, span)
      self.style = style
      self.isTyped = isTyped
      self.choices = choices
    }
  }

  /// The rows of a table, which may be made one at a time, when they are written.
  public struct Rows: Sendable {
    /// How many rows there are.
    public let count: Int
    private let add: @Sendable (Int, inout CellBuffer) -> Void

    /// Creates rows that are made when they are needed, so that a long table is not held twice.
    ///
    /// - Parameters:
    ///   - count: How many there are.
    ///   - add: Adds the cells of a row to those of other rows.
    public init(count: Int, adding add: @escaping @Sendable (Int, inout CellBuffer) -> Void) {
      self.count = count
      self.add = add
    }

    /// Creates rows that are made when they are needed.
    public init(count: Int, row: @escaping @Sendable (Int) -> [Cell]) {
      self.init(count: count) { index, cells in
        for cell in row(index) { cells.append(cell) }
      }
    }

    /// Creates rows from cells.
    public init(_ rows: [[Cell]]) {
      self.init(count: rows.count) { rows[$0] }
    }

    /// Adds the cells of a row to those of other rows.
    func add(_ row: Int, to cells: inout CellBuffer) { add(row, &cells) }

    /// The cells of one row.
    public subscript(index: Int) -> [Cell] {
      var cells = CellBuffer()
      add(index, &cells)
      return cells.cells
    }
  }

  /// What charts call the table; nil when none draws it.
  public var name: String?
  /// The columns, from left to right.
  public var columns: [Column]
  /// The rows, from top to bottom.
  public var rows: Rows
  /// The cells below the rows; nil when there are no totals.
  public var totals: [Cell]?
  /// Whether the headings have filter buttons; one table of a sheet may.
  public var filters: Bool
  /// What stands in place of the rows when there are none.
  public var emptyText: String

  /// Creates a table.
  public init(
    name: String? = nil,
    columns: [Column],
    rows: Rows,
    totals: [Cell]? = nil,
    filters: Bool = false,
    emptyText: String = "Nothing to show."
  ) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.totals = totals
    self.filters = filters
    self.emptyText = emptyText
  }

  /// How many columns of the sheet the table covers.
  var width: Int { columns.reduce(0) { $0 + $1.span } }

  /// How many rows of the sheet the table covers.
  var height: Int { 1 + max(rows.count, 1) + (totals == nil ? 0 : 1) }

  /// The column of the sheet, counted from the table's left, where each column begins.
  var offsets: [Int] {
    var next = 0
    return columns.map { column in
      defer { next += column.span }
      return next
    }
  }
}
