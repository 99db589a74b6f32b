/// One part of a sheet; parts follow each other down the page.
public enum Block: Sendable {
  /// A line or a paragraph.
  case text(String, TextStyle)
  /// A coloured strip across the page that says how things stand.
  case banner(String, Tone)
  /// A strip of figures that are read first.
  case keyFigures([KeyFigure])
  /// A table.
  case table(TableBlock)
  /// A chart of a table.
  case chart(Chart)
  /// Parts that stand beside each other, tops level.
  case beside([Region])
  /// An empty row.
  case space
}

/// The part that a text plays on the page.
public enum TextStyle: Hashable, Sendable {
  /// The name of the page.
  case title
  /// What the page is about: dates, numbers, markings.
  case subtitle
  /// The name of what comes next.
  case heading
  /// Words to be read.
  case body
  /// Small print.
  case note
}

/// A figure that is read first.
public struct KeyFigure: Sendable {
  /// What the figure counts.
  public var label: String
  /// The figure.
  public var value: Cell
  /// What belongs to it: another figure, its parts; one line each.
  public var details: [Cell]

  /// Creates a figure.
  public init(_ label: String, _ value: Cell, details: [Cell] = []) {
    self.label = label
    self.value = value
    self.details = details
  }
}

/// A run of columns of the sheet, with the parts that stand in it.
public struct Region: Sendable {
  /// The first column, counted from the region that this one is in.
  public var column: Int
  /// How many columns there are.
  public var width: Int
  /// The parts, from top to bottom.
  public var blocks: [Block]

  /// Creates a region.
  public init(column: Int, width: Int, blocks: [Block]) {
    self.column = column
    self.width = width
    self.blocks = blocks
  }
}

/// A chart that draws columns of a table of the same workbook; it is as wide as the region it stands in.
public struct Chart: Sendable {
  /// The shape of the chart.
  public enum Kind: Hashable, Sendable {
    /// Bars that lie, the first category on top.
    case bar
    /// Bars that lie, the parts of a category end to end.
    case stackedBar
    /// Bars that stand.
    case column
    /// Bars that stand, the parts of a category on top of each other.
    case stackedColumn
    /// A line for each column of values.
    case line
  }

  /// The shape of the chart.
  public var kind: Kind
  /// The words above it.
  public var title: String
  /// The name of the table that it draws.
  public var table: String
  /// The heading of the column that names the categories.
  public var categories: String
  /// The headings of the columns that hold the values.
  public var values: [String]
  /// The words at the axis of the categories; empty for none.
  public var categoryTitle: String
  /// The words at the axis of the values; empty for none.
  public var valueTitle: String
  /// How the values are written.
  public var format: FigureFormat
  /// How many rows of the sheet the chart covers.
  public var rows: Int

  /// Creates a chart.
  public init(
    _ kind: Kind,
    title: String,
    table: String,
    categories: String,
    values: [String],
    categoryTitle: String = "",
    valueTitle: String = "",
    format: FigureFormat = .number,
    rows: Int = 14
  ) {
    self.kind = kind
    self.title = title
    self.table = table
    self.categories = categories
    self.values = values
    self.categoryTitle = categoryTitle
    self.valueTitle = valueTitle
    self.format = format
    self.rows = max(1, rows)
  }
}

/// How the figures of a chart are written.
public enum FigureFormat: Hashable, Sendable {
  /// Whole numbers.
  case number
  /// Whole pounds.
  case pounds
  /// Whole per cent.
  case percent

  var code: String {
    switch self {
    case .number: "#,##0"
    case .pounds: "£#,##0"
    case .percent: "0%"
    }
  }
}
