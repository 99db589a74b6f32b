internal import Findings
internal import Tables
internal import Values

/// Counts the source rows of each measure once, with the largest amount that a finding gives them.
///
/// Findings are taken from the largest amount down. One that stands for a row that was counted for its measure counts nothing;
/// nor does one that is accepted. Equal amounts are taken in the order of rule and key.
struct CountedOnce {
  private let figures: FindingFigures
  /// The rows that the sum of each measure has.
  private var taken: [CountedRows]

  init(_ figures: FindingFigures, measures: Int) {
    self.figures = figures
    taken = Array(repeating: CountedRows(), count: measures)
  }

  /// Whether the amount of a finding counts for a measure; one without an amount does not.
  ///
  /// - Precondition: Findings are asked for in the order of `largestFirst`.
  mutating func take(_ position: Int, measure: Int) -> Bool {
    figures.amounts[position] != nil && figures.isOpen[position]
      && taken[measure].take(figures.sources.rows(of: position))
  }
}

/// Source rows that a sum has, a bit each.
private struct CountedRows {
  /// The bits of each dataset.
  private var datasets: [[UInt64]] = []

  /// Adds rows, unless one of them is there already.
  mutating func take(_ rows: some Collection<RowReference>) -> Bool {
    for row in rows where row.dataset < datasets.count {
      let word = row.row >> 6
      guard word < datasets[row.dataset].count else { continue }
      if datasets[row.dataset][word] & (1 << UInt64(row.row & 63)) != 0 { return false }
    }
    for row in rows {
      while datasets.count <= row.dataset { datasets.append([]) }
      CountedRows.mark(row.row, in: &datasets[row.dataset])
    }
    return true
  }

  private static func mark(_ row: Int, in words: inout [UInt64]) {
    let index = row >> 6
    if index >= words.count {
      words.append(contentsOf: repeatElement(0, count: index + 1 - words.count))
    }
    words[index] |= 1 << UInt64(row & 63)
  }
}
