/// The lists that typed cells choose from.
///
/// They stand on a hidden sheet, for a list inside a cell's rule may have no commas and no more than 255 characters.
struct ChoiceLists {
  private var lists: [[String]] = []

  init(in layouts: [SheetLayout]) {
    for layout in layouts {
      for place in layout.tables {
        for column in place.table.columns
        where !column.choices.isEmpty && !lists.contains(column.choices) {
          lists.append(column.choices)
        }
      }
    }
  }

  /// The sheet with a column for each list; nil when there are none.
  var sheet: Sheet? {
    guard let longest = lists.map(\.count).max() else { return nil }
    let rows = (0..<longest).map { row in
      lists.map { row < $0.count ? Cell.text($0[row]) : Cell.empty }
    }
    let columns = lists.indices.map { TableBlock.Column("List \($0 + 1)", width: 30) }
    return Sheet(SheetName.lists, blocks: [.table(TableBlock(columns: columns, rows: .init(rows)))])
  }

  /// The cells with these choices, as a formula.
  func formula(for choices: [String]) -> String? {
    guard let column = lists.firstIndex(of: choices) else { return nil }
    let first = CellReference(row: 1, column: column)
    let last = CellReference(row: choices.count, column: column)
    return "=\(CellReference.range(of: SheetName.lists, from: first, to: last))"
  }
}

/// A cell's place, written as formulas write it.
struct CellReference: CustomStringConvertible {
  var row: Int
  var column: Int

  var description: String { "$\(CellReference.letters(of: column))$\(row + 1)" }

  /// The letters of a column, which counts from 0.
  static func letters(of column: Int) -> String {
    var (letters, rest) = ("", column + 1)
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  static func range(of sheet: String, from first: CellReference, to last: CellReference) -> String {
    "\(SheetName.quoted(sheet))!\(first):\(last)"
  }
}
