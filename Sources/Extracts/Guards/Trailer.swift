internal import Findings
internal import Values

/// The row with which the sender says how much a file holds.
public struct Trailer: Hashable, Sendable {
  /// What its first cell is.
  public let mark: CellPattern
  /// The 1-based position of the cell with the count of rows.
  public let rowsCell: Int?
  /// The 1-based position of the cell with the total of the control money.
  public let totalCell: Int?

  /// Creates a trailer.
  ///
  /// - Parameters:
  ///   - mark: What its first cell is.
  ///   - rowsCell: The 1-based position of the cell with the count of rows.
  ///   - totalCell: The 1-based position of the cell with the total of the control money.
  public init(mark: CellPattern, rowsCell: Int?, totalCell: Int?) {
    self.mark = mark
    self.rowsCell = rowsCell
    self.totalCell = totalCell
  }

  /// Whether every file has one trailer, and what it says is what was read.
  func check(_ facts: DeliveryFacts) -> Verdict {
    let problems = facts.record.files.compactMap { file in
      problem(file.contents ?? FileContents(headings: []), facts).map { "\(file.name) \($0)" }
    }
    return (problems.isEmpty ? .passed : .refused, problems.joined(separator: "; "))
  }

  private func problem(_ contents: FileContents, _ facts: DeliveryFacts) -> String? {
    guard let cells = contents.trailers.first else {
      return "has no trailer, so it may be cut short"
    }
    guard contents.trailers.count == 1 else {
      return "has \(contents.trailers.count) trailers"
    }
    guard contents.rowsBehindTrailer == 0 else {
      return "has \(counted(contents.rowsBehindTrailer, "row")) behind its trailer"
    }
    let read = contents.read
    if let rowsCell {
      guard let stated = number(cells, rowsCell, scale: 0, facts.numbers) else {
        return "has no count of rows in cell \(rowsCell) of its trailer"
      }
      if stated != read.rows {
        return "says that it has \(counted(Int(stated), "row")), and has \(read.rows)"
      }
    }
    if let totalCell {
      guard let stated = number(cells, totalCell, scale: 2, facts.moneyNumbers) else {
        return "has no total in cell \(totalCell) of its trailer"
      }
      if Int128(stated) != read.pence {
        let unread =
          read.rowsWithoutMoney == 0
          ? "" : "; \(counted(read.rowsWithoutMoney, "row")) without readable money not counted"
        return "says that it has \(Decimal(scaled: stated, scale: 2)) GBP, and has "
          + "\(Decimal(coefficient: read.pence, exponent: -2)) GBP\(unread)"
      }
    }
    return nil
  }

  private func number(
    _ cells: [String],
    _ position: Int,
    scale: Int,
    _ numbers: NumberFormat
  ) -> Int64? {
    guard cells.indices.contains(position - 1) else { return nil }
    let cell = Array(cells[position - 1].utf8)
    let bytes = cell.span.extracting(CellText.trimmed(cell.span))
    guard case .value(let number) = NumberReader(format: numbers, scale: scale).read(bytes) else {
      return nil
    }
    return number
  }
}
