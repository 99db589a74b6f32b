public import Values

/// A row of some dataset of the night.
public struct RowReference: Hashable, Sendable, Comparable {
  /// The dataset's position in the catalogue.
  public var dataset: Int
  /// The 0-based row in its table.
  public var row: Int

  /// Creates a reference.
  public init(dataset: Int, row: Int) {
    self.dataset = dataset
    self.row = row
  }

  /// Orders by dataset, then row.
  public static func < (a: RowReference, b: RowReference) -> Bool {
    (a.dataset, a.row) < (b.dataset, b.row)
  }
}

/// A file that rows were read from, or one of its sheets.
public struct RowSource: Hashable, Sendable {
  /// The file's name, without its folder but where another file of the source has the same name.
  public var file: String
  /// The sheet's name; nil for a file that has none.
  public var sheet: String?

  /// Creates a source.
  public init(file: String, sheet: String? = nil) {
    self.file = file
    self.sheet = sheet
  }

  /// A place in it, by its 1-based line.
  public func location(line: Int32) -> Location {
    Location(file: file, sheet: sheet, line: Int(line))
  }
}

/// Where the rows of a table came from.
public enum Provenance: Sendable {
  /// Read from files: where, by positions in `sources` and 1-based lines.
  case read(sources: [RowSource], rows: RowRuns)
  /// Derived from other rows: per row the rows it was made of, in order.
  case derived(RowLists)
}

/// Whether a row belongs to its dataset.
public enum Standing: Hashable, Sendable {
  /// It does.
  case loaded
  /// A derived row that belongs or not, depending on what is unknown; it is counted and cannot be assessed.
  case uncertain(Unknown)
  /// It was refused, or was derived from a row that was: nothing is said of it, but no search
  /// that it could have answered may conclude that nothing is there.
  case rejected(Unknown)
}

/// Rows of one dataset: typed columns, where each row came from, and whether it counts.
///
/// Loaded rows come first, then uncertain ones, then rejected ones. A table does not change once it is made, so it is shared.
public final class Table: Sendable {
  /// The dataset's shape; `columns` follow its fields.
  public let schema: Schema
  /// The columns, one a field.
  public let columns: [Column]
  /// All rows, loaded or not.
  public let rowCount: Int
  /// Rows that surely belong: 0 ..< `loadedCount`.
  public let loadedCount: Int
  /// Rows that count: loaded and uncertain, 0 ..< `countedCount`.
  public let countedCount: Int
  /// Where rows came from.
  public let provenance: Provenance
  /// Why each row from `loadedCount` on is not surely there; one reason alone is that of all.
  private let doubts: [Unknown]
  /// Why derived cells are unknown; cells that were read explain themselves.
  private let reasons: [CellPosition: Unknown]

  /// A cell's place in a table.
  public struct CellPosition: Hashable, Sendable {
    /// The 0-based row.
    public var row: Int
    /// The field's position.
    public var field: Int

    /// Creates a position.
    public init(row: Int, field: Int) {
      self.row = row
      self.field = field
    }
  }

  init(
    schema: Schema,
    columns: [Column],
    loadedCount: Int,
    countedCount: Int,
    provenance: Provenance,
    doubts: [Unknown],
    reasons: [CellPosition: Unknown]
  ) {
    self.schema = schema
    self.columns = columns
    self.rowCount = columns.first?.count ?? 0
    self.loadedCount = loadedCount
    self.countedCount = countedCount
    self.provenance = provenance
    self.doubts = doubts
    self.reasons = reasons
  }

  /// Creates a table of rows that were read: the loaded ones, then the rejected ones.
  ///
  /// - Parameters:
  ///   - schema: The dataset's shape.
  ///   - columns: One a field, all of one length.
  ///   - sources: The files and sheets.
  ///   - rows: Where each row stands in them.
  ///   - rejectedCount: How many rows at the end were refused.
  ///   - rejection: Why they were.
  public convenience init(
    schema: Schema,
    columns: [Column],
    sources: [RowSource],
    rows: RowRuns,
    rejectedCount: Int,
    rejection: Unknown
  ) {
    let loadedCount = rows.count - rejectedCount
    self.init(
      schema: schema,
      columns: columns,
      loadedCount: loadedCount,
      countedCount: loadedCount,
      provenance: .read(sources: sources, rows: rows),
      doubts: [rejection],
      reasons: [:]
    )
  }

  /// Creates a table of derived rows: those that surely belong, then those that count, then the others.
  ///
  /// - Parameters:
  ///   - schema: The dataset's shape.
  ///   - columns: One a field, all of one length.
  ///   - loadedCount: How many rows surely belong.
  ///   - countedCount: How many rows count.
  ///   - sources: The rows that each was made of.
  ///   - doubts: Why each row from `loadedCount` on is not surely there.
  ///   - reasons: Why unknown cells are unknown.
  public convenience init(
    schema: Schema,
    columns: [Column],
    loadedCount: Int,
    countedCount: Int,
    sources: RowLists,
    doubts: [Unknown],
    reasons: [CellPosition: Unknown]
  ) {
    self.init(
      schema: schema,
      columns: columns,
      loadedCount: loadedCount,
      countedCount: countedCount,
      provenance: .derived(sources),
      doubts: doubts,
      reasons: reasons
    )
  }

  /// The cell of a row.
  public func cell(row: Int, field: Int) -> Cell {
    columns[field][row]
  }

  /// The rows that a derived one is made of; nil for one that was read.
  public func sources(of row: Int) -> RowLists.Rows? {
    guard case .derived(let lists) = provenance else { return nil }
    return lists.rows(of: row)
  }

  /// Where a row was read; nil for a derived one.
  public func location(of row: Int) -> Location? {
    guard case .read(let sources, let rows) = provenance else { return nil }
    return sources[rows.source(of: row)].location(line: rows.line(of: row))
  }

  /// Whether a row belongs to the dataset.
  public func standing(of row: Int) -> Standing {
    if row < loadedCount { return .loaded }
    let doubt = doubts.count == 1 ? doubts[0] : doubts[row - loadedCount]
    return row < countedCount ? .uncertain(doubt) : .rejected(doubt)
  }

  /// Why a derived cell is unknown, where the table knows.
  public func reason(row: Int, field: Int) -> Unknown? {
    reasons[CellPosition(row: row, field: field)]
  }
}
