internal import Findings
internal import Values

/// The amount of each finding that counts, so that the sums of a measure have each source row once, with its largest amount.
///
/// Findings are taken from the largest amount down. One that stands for a row that was counted for its measure counts nothing;
/// nor does one that is accepted. Equal amounts are taken in the order of rule and key.
func countedOnce(_ findings: [Finding], measure: (Finding) -> String) -> [Decimal?] {
  let amounts = findings.map { $0.acceptance == nil ? $0.amount : nil }
  let order = findings.indices.filter { amounts[$0] != nil }.sorted {
    AudienceView.isLarger((amounts[$0], $0), (amounts[$1], $1))
  }
  var seen: [String: CountedRows] = [:]
  var counted: [Decimal?] = findings.map { $0.amount == nil ? nil : Decimal(pence: 0) }
  for index in order {
    let finding = findings[index]
    if seen[measure(finding), default: CountedRows()].take(finding.sources) {
      counted[index] = amounts[index]
    }
  }
  return counted
}

/// Source rows that a sum has, a bit each.
private struct CountedRows {
  private var words: [String: [UInt64]] = [:]

  /// Adds rows, unless one of them is there already.
  mutating func take(_ rows: [SourceKey]) -> Bool {
    for key in rows {
      guard let words = words[key.dataset], key.row >> 6 < words.count else { continue }
      if words[key.row >> 6] & (1 << UInt64(key.row & 63)) != 0 { return false }
    }
    for key in rows { mark(key.row, in: &words[key.dataset, default: []]) }
    return true
  }

  private func mark(_ row: Int, in words: inout [UInt64]) {
    let index = row >> 6
    if index >= words.count {
      words.append(contentsOf: repeatElement(0, count: index + 1 - words.count))
    }
    words[index] |= 1 << UInt64(row & 63)
  }
}
