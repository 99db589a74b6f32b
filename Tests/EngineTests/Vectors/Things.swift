@testable import Tables

extension Table {
  /// A table of things that have these columns, all of its rows loaded, and no key.
  static func things(_ columns: [Column]) -> Table {
    let count = columns[0].states.count
    return Table(
      schema: Schema(
        dataset: "things",
        each: "thing",
        fields: columns.enumerated().map { Field(name: "f\($0)", type: $1.type) },
        key: []
      ),
      columns: columns,
      loadedCount: count,
      countedCount: count,
      sources: RowLists(),
      doubts: [],
      reasons: [:]
    )
  }
}
