internal import Findings
internal import Tables

/// Counts the rows of a source without a key that an earlier file has, too, the same in every bound column.
///
/// Nobody can tell whether they are the same or only alike, so they are loaded, and told. A row that one file has twice
/// is meant twice: what another file has is alike as far as it has the row as often.
func alikeRows(
  _ columns: [Column],
  _ money: Column?,
  _ fates: RowFates,
  _ places: RowPlaces,
  texts: Int
) -> Tally {
  var alike = Tally()
  guard places.count > 0, places.file(of: 0) != places.file(of: places.count - 1) else {
    return alike
  }
  var pence: [Int64] = []
  if let money, case .scaled(let values) = money.values { pence = values }
  let groups = RowsByKey(
    columns: columns,
    count: places.count,
    texts: texts,
    joinsUnknowns: true
  )
  for first in groups.firsts {
    // The most that one of the files before has of them, and how many this one has so far.
    var (most, count, file) = (0, 0, places.file(of: first))
    for row in groups.rows(from: first) where fates.all[row] == .loaded {
      if places.file(of: row) != file {
        (most, count, file) = (max(most, count), 0, places.file(of: row))
      }
      count += 1
      guard count <= most else { continue }
      alike.add(pence: money.flatMap { $0.states[row] == .known ? pence[row] : nil })
    }
  }
  return alike
}
