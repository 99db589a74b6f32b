internal import Findings
internal import Values
internal import Workbooks

extension Composer {
  /// Rows that were refused: where, and what was expected there.
  func rejectedSheet(_ name: String) -> Sheet {
    let all = record.rejected.sorted(by: Composer.isLarger)
    let rows = Array(all.prefix(maximumRows))
    var note = """
      A row that does not fit what its file declares is refused whole: no rule judged it, and no search that it \
      could have answered concludes that nothing is there.
      """
    let total = record.rejectedCount
    if total > all.count {
      note +=
        " Listed are the first \(RejectedRow.mostListed.grouped) of each extract, "
        + "\(all.count.grouped) of \(total.grouped) rows; counted are all."
    }
    let columns: [TableBlock.Column] = [
      .init("Value", width: 14, style: .figures),
      .init("Extract or register", width: 22, style: .wrapped),
      .init("File", width: 26, style: .wrapped),
      .init("Line", width: 10, style: .figures),
      .init("Column", width: 9, style: .figures),
      .init("Heading", width: 22, style: .wrapped),
      .init("Fault", width: 20, style: .wrapped),
      .init("What was expected", width: 60, style: .wrapped),
    ]
    let table = TableBlock(
      columns: columns,
      rows: .init(count: rows.count) { index in
        let row = rows[index]
        return [
          row.pence.map { .money(Decimal(pence: Int128($0))) } ?? .empty,
          .text(words[row.dataset]), .text(row.location.place),
          .number(Decimal(row.location.line)), row.column.map { .number(Decimal($0)) } ?? .empty,
          .text(row.heading ?? ""), .text(row.code.rawValue), .text(row.explanation),
        ]
      },
      filters: true,
      emptyText: "No row was rejected."
    )
    let widths = columns.map { $0.width ?? 12 }
    var blocks: [Block] = [.text(name, .title), .text(note, .body)]
    if total > rows.count { blocks += listing(of: rows, from: all.count, widths) }
    return Sheet(
      name,
      columnWidths: total > rows.count ? widths : [],
      frozenColumns: 0,
      page: Composer.page(columns),
      blocks: blocks + [.space, .table(table)]
    )
  }

  /// What is on the sheet and what is not, by extract: against all that were rejected.
  private func listing(of rows: [RejectedRow], from listed: Int, _ widths: [Int]) -> [Block] {
    var shown: [String: Tally] = [:]
    for row in rows { shown[row.dataset, default: Tally()].add(pence: row.pence) }
    let names = words
    let parts = record.sources.filter { $0.rejected.rows > 0 }.map { source in
      let (all, shown) = (source.rejected, shown[source.dataset, default: Tally()])
      var left = Tally()
      left.rows = all.rows - shown.rows
      left.pence = all.pence - shown.pence
      left.rowsWithoutMoney = all.rowsWithoutMoney - shown.rowsWithoutMoney
      return Listing.Part(
        label: names[source.dataset],
        listed: Listing.Count(shown),
        left: Listing.Count(left)
      )
    }
    let table = Listing(heading: "Extract or register", parts: parts).table(over: widths)
    guard listed > rows.count else { return [.table(table)] }
    let noun = record.rejectedCount > listed ? "listed row" : "row"
    let words = Listing.words(rows.count, of: listed, noun, in: RecordFile.rejected)
    return [.text(words, .body), .table(table)]
  }

  private static func isLarger(_ a: RejectedRow, _ b: RejectedRow) -> Bool {
    let (x, y) = (a.pence?.magnitude, b.pence?.magnitude)
    if x != y {
      guard let x else { return false }
      return y.map { x > $0 } ?? true
    }
    return (a.dataset, a.location) < (b.dataset, b.location)
  }
}

extension Location {
  /// The file, and the sheet where it has any.
  fileprivate var place: String { sheet.map { "\(file), sheet \($0)" } ?? file }
}
