public import Values

/// A workbook as it shall be, before anything is written.
public struct WorkbookDescription: Sendable {
  /// The title in the file's properties.
  public var title: String
  /// The author in the file's properties.
  public var author: String
  /// The date in the file's properties; it comes from the caller, never from the clock, so that bytes repeat.
  public var created: CalendarDate
  /// The words in the middle of every printed page's head.
  public var pageHeader: String
  /// The words at the left of every printed page's foot; the sheet's name and the page number stand beside them.
  public var pageFooter: String
  /// The sheets, from left to right; there is at least one.
  public var sheets: [Sheet]

  /// Creates a description.
  public init(
    title: String,
    author: String,
    created: CalendarDate,
    pageHeader: String = "",
    pageFooter: String = "",
    sheets: [Sheet]
  ) {
    self.title = title
    self.author = author
    self.created = created
    self.pageHeader = pageHeader
    self.pageFooter = pageFooter
    self.sheets = sheets
  }
}

/// One sheet of a workbook: parts, from top to bottom, over columns that they share.
public struct Sheet: Sendable {
  /// The name on the sheet's tab.
  public var name: String
  /// The widths of the columns in characters; where there are none, the tables' columns decide.
  public var columnWidths: [Int]
  /// How many columns stay in view, with all rows down to the headings of the table that can be filtered, or of the first; nil when
  /// everything scrolls.
  public var frozenColumns: Int?
  /// How the sheet is printed.
  public var page: Page
  /// The colour of the tab.
  public var tab: Tab
  /// The parts, from top to bottom.
  public var blocks: [Block]

  /// How a sheet is printed.
  public struct Page: Hashable, Sendable {
    /// The size of the paper.
    public enum Paper: Hashable, Sendable {
      /// 210 by 297 mm.
      case a4
      /// 297 by 420 mm.
      case a3
    }

    /// The size of the paper.
    public var paper: Paper
    /// Whether the long side lies.
    public var isLandscape: Bool
    /// How many pages wide the sheet is made to fit; 0 for as many as it takes.
    public var pagesWide: Int
    /// How many pages tall the sheet is made to fit; 0 for as many as it takes.
    public var pagesTall: Int

    /// Creates a page; without arguments, A4 landscape, one page wide.
    public init(
      paper: Paper = .a4,
      isLandscape: Bool = true,
      pagesWide: Int = 1,
      pagesTall: Int = 0
    ) {
      self.paper = paper
      self.isLandscape = isLandscape
      self.pagesWide = pagesWide
      self.pagesTall = pagesTall
    }
  }

  /// What the colour of a sheet's tab says.
  public enum Tab: Hashable, Sendable {
    /// To be read first.
    case front
    /// To be worked on.
    case work
    /// To be looked up.
    case reference
  }

  /// Creates a sheet.
  public init(
    _ name: String,
    columnWidths: [Int] = [],
    frozenColumns: Int? = nil,
    page: Page = Page(),
    tab: Tab = .reference,
    blocks: [Block]
  ) {
    self.name = name
    self.columnWidths = columnWidths
    self.frozenColumns = frozenColumns
    self.page = page
    self.tab = tab
    self.blocks = blocks
  }
}
