internal import Findings
internal import Values

/// Counts the source rows of each measure once, with the largest amount that a finding gives them.
///
/// Findings are taken from the largest amount down. One that stands for a row that was counted for its measure counts nothing;
/// nor does one that is accepted. Equal amounts are taken in the order of rule and key.
struct CountedOnce {
  private let findings: [Finding]
  private let figures: FindingFigures
  /// The rows that the sum of each measure has.
  private var taken: [CountedRows]

  init(_ findings: [Finding], _ figures: FindingFigures, measures: Int) {
    (self.findings, self.figures) = (findings, figures)
    taken = Array(repeating: CountedRows(), count: measures)
  }

  /// The amount of a finding that counts for a measure; nil where it has none.
  ///
  /// - Precondition: Findings are asked for in the order of `largestFirst`.
  mutating func amount(of position: Int, measure: Int) -> Decimal? {
    guard let amount = figures.amounts[position] else { return nil }
    let counts = figures.isOpen[position] && taken[measure].take(findings[position].sources)
    return counts ? amount : Decimal(pence: 0)
  }
}

/// Source rows that a sum has, a bit each.
private struct CountedRows {
  /// The bits of each dataset; a measure is of few.
  private var datasets: [(name: String, words: [UInt64])] = []

  /// Adds rows, unless one of them is there already.
  mutating func take(_ rows: [SourceKey]) -> Bool {
    for key in rows {
      guard let place = datasets.firstIndex(where: { $0.name == key.dataset }) else { continue }
      let word = key.row >> 6
      guard word < datasets[place].words.count else { continue }
      if datasets[place].words[word] & (1 << UInt64(key.row & 63)) != 0 { return false }
    }
    for key in rows { mark(key) }
    return true
  }

  private mutating func mark(_ key: SourceKey) {
    let place = datasets.firstIndex { $0.name == key.dataset } ?? datasets.count
    if place == datasets.count { datasets.append((key.dataset, [])) }
    CountedRows.mark(key.row, in: &datasets[place].words)
  }

  private static func mark(_ row: Int, in words: inout [UInt64]) {
    let index = row >> 6
    if index >= words.count {
      words.append(contentsOf: repeatElement(0, count: index + 1 - words.count))
    }
    words[index] |= 1 << UInt64(row & 63)
  }
}
