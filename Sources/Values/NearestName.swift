/// The name that an author most likely meant by a misspelt one; nil where none comes close.
///
/// One letter in three may be wrong, and capitals do not matter.
public func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  // The search takes the square of the length; such a name is no misspelling.
  guard name.utf8.count <= 200 else { return nil }
  let limit = max(1, name.count / 3)
  var best: (name: String, distance: Int)?
  for candidate in names where abs(candidate.count - name.count) <= limit {
    let distance = editDistance(Array(name.lowercased()), Array(candidate.lowercased()))
    // Of equally near ones, the first in the alphabet, so that messages repeat.
    if distance <= limit, best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true {
      best = (candidate, distance)
    }
  }
  return best?.name
}

/// The least number of letters inserted, dropped, replaced or swapped with a neighbour that turns one into the other.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  var rows = [Array(0...b.count)]
  for i in 1...a.count {
    var row = [i]
    for j in 1...b.count {
      var cost = min(rows[i - 1][j], row[j - 1]) + 1
      cost = min(cost, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        cost = min(cost, rows[i - 2][j - 2] + 1)
      }
      row.append(cost)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
