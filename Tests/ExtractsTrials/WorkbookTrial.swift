internal import Sheets

/// Reads bytes as a workbook, and looks whether what must hold for every file does.
///
/// Whatever the bytes: they are refused with a reason, or they are sheets of rows in order, within the limits.
public struct WorkbookTrial {
  private let bytes: [UInt8]

  /// Prepares to try some bytes: an archive, or else the XML of the parts of one (see ``PartArchive``).
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes.starts(with: Array("PK".utf8)) ? bytes : PartArchive(bytes).bytes
  }

  /// What is wrong; nil where all holds.
  public func problem() -> String? {
    withFile(bytes) { path in
      do throws(SheetsError) {
        let problem = try WorkbookTrial.problem(with: Workbook(path: path, limits: .small))
        if let problem { return problem }
      } catch {
        if error.file != path || error.message.isEmpty { return "it is refused without a reason" }
      }
      return SheetTrial(path: path).problem()
    }
  }

  /// The number of rows that can be read, for those who want to know whether a file is a workbook at all.
  public func rowCount() -> Int? {
    withFile(bytes) { path in
      do throws(SheetsError) {
        let workbook = try Workbook(path: path, limits: .small)
        var count = 0
        for sheet in workbook.sheets where sheet.hasCells {
          var rows = try workbook.rows(of: sheet)
          while try rows.next() != nil { count += 1 }
        }
        return count
      } catch {
        return nil
      }
    }
  }

  private static func problem(with workbook: Workbook) throws(SheetsError) -> String? {
    for sheet in workbook.sheets where sheet.hasCells {
      var rows = try workbook.rows(of: sheet)
      var number = 0
      while let row = try rows.next() {
        guard number < row.number, row.number <= CellReference.lastRow else {
          return "row \(row.number) follows row \(number)"
        }
        number = row.number
        var column = 0
        var size = 0
        for cell in row.cells {
          guard column < cell.column, cell.column <= CellReference.lastColumn else {
            return "column \(cell.column) follows column \(column) in row \(number)"
          }
          column = cell.column
          if case .text(let text) = cell.value { size = max(size, text.utf8.count) }
        }
        guard size <= Limits.small.textSize else { return "a text of row \(number) is too long" }
      }
      guard rows.mergedRanges.count <= Limits.small.mergedRanges else {
        return "too many cells are merged"
      }
    }
    return nil
  }
}

extension Limits {
  /// Limits that short files reach.
  fileprivate static var small: Limits {
    var limits = Limits()
    limits.entries = 20
    limits.partSize = 1 << 20
    limits.smallPartSize = 1 << 18
    limits.ratio = 100
    limits.depth = 12
    limits.tagSize = 1 << 11
    limits.textSize = 1 << 9
    limits.rowTextSize = 1 << 10
    limits.sharedTextSize = 1 << 12
    limits.sharedTexts = 100
    limits.mergedRanges = 10
    return limits
  }
}
