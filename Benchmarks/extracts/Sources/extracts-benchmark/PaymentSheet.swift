import Sheets
import Values

/// Reads a workbook of payments row by row, as an extract or a returned workbook is read.
enum PaymentSheet {
  static func read(_ path: String, wantsFacts: Bool) throws {
    var facts = Facts()
    try Benchmark.timed {
      let workbook = try Workbook(path: path)
      var rows = try workbook.rows(of: workbook.sheets[0])
      while let row = try rows.next() {
        facts.rows += 1
        facts.cells += row.cells.count
        if wantsFacts { facts.add(row) }
      }
    }
    print("rows", facts.rows)
    print("cells", facts.cells)
    if wantsFacts { Benchmark.report(facts.lines) }
  }

  /// What a workbook holds; the headings are the one row that is all text.
  private struct Facts {
    var rows = 0
    var cells = 0
    private var texts: Set<String> = []
    private var days = 0
    private var tenThousandths = 0

    mutating func add(_ row: Row) {
      for cell in row.cells {
        switch cell.value {
        case .text(let text): texts.insert(text)
        case .date(let date): days += date.dayNumber
        case .number(let number):
          guard let value = number.value.scaled(toScale: 4) else {
            Benchmark.fail("\(number.value) has too many digits")
          }
          tenThousandths += Int(value)
        default: Benchmark.fail("\(cell) is of no type that was written")
        }
      }
    }

    var lines: [(name: String, value: String)] {
      [("texts", "\(texts.count)"), ("days", "\(days)"), ("numbers", "\(tenThousandths)")]
    }
  }
}
