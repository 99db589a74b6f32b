import Extracts
import Findings
import Sheets
import Tables
import Values

/// Reads a file as an extract from all sheets of a workbook, and looks whether each of their rows is accounted for.
///
/// Whatever the bytes: the file is refused, or each row below the headings that holds anything is loaded or rejected
/// with a reason, on the sheet and the row where it stands.
struct SheetTrial {
  let path: String

  /// What is wrong; nil where all holds.
  func problem() -> String? {
    let schema = Schema(
      dataset: "rows",
      each: "row",
      fields: [
        Field(name: "a", type: .text, blank: .answer("none")), Field(name: "b", type: .money),
        Field(name: "c", type: .date),
      ],
      key: [0],
      control: 1
    )
    var binding = Binding(schema: schema, files: [path])
    for (index, field) in schema.fields.enumerated() {
      binding.columns[field.name] = BoundColumn(place: .position(index + 1))
    }
    binding.sheets = .all
    binding.maximumRejected = .rows(.max)
    do throws(ExtractError) {
      return problem(with: try Extracts.read(binding, into: TextPool()))
    } catch {
      return error.message.isEmpty ? "the extract is refused without a reason" : nil
    }
  }

  private func problem(with extract: Extract) -> String? {
    let record = extract.record
    guard let expected = try? places() else { return "a workbook that cannot be read is read" }
    guard record.read.rows == expected.count, record.files.count == 1,
      record.files[0].contents?.read == record.read,
      extract.table.loadedCount == record.loaded.rows,
      extract.table.rowCount - extract.table.loadedCount == record.rejected.rows,
      extract.rejected.count == record.rejected.rows
    else { return "there are \(expected.count) rows, and the record is \(record)" }
    let found = (0..<extract.table.rowCount).compactMap { extract.table.location(of: $0) }
    guard found.sorted() == expected.sorted() else { return "the rows are \(found)" }
    return extract.rejected.allSatisfy { !$0.explanation.isEmpty && found.contains($0.location) }
      ? nil : "a row is rejected without a reason, or is not there"
  }

  /// The rows below the first that hold anything, of the sheets on which any cell is.
  private func places() throws(SheetsError) -> [Location] {
    let workbook = try Workbook(path: path)
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var places: [Location] = []
    for sheet in workbook.sheets where sheet.hasCells {
      var rows = try workbook.rows(of: sheet)
      while let row = try rows.next() {
        if row.number > 1, row.cells.contains(where: holdsSomething) {
          places.append(Location(file: file, sheet: sheet.name, line: row.number))
        }
      }
    }
    return places
  }

  private func holdsSomething(_ cell: Sheets.Cell) -> Bool {
    switch cell.value {
    case .empty: false
    case .text(let text): !PlainText.trimmed(text).isEmpty
    default: true
    }
  }
}
