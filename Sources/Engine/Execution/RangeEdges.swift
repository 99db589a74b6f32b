internal import Tables
internal import Values

/// The days from which on a range of some row of an index holds what it did not hold before, or no longer what it held.
struct RangeEdges: Sendable {
  /// The days, group after group; they ascend within a group, and none is there twice.
  private let days: [Int32]
  private var offsets: [Int32] = [0]
  /// Those of rows that are in no group, for they may belong to any.
  private let loose: [Int32]

  /// - Parameters:
  ///   - index: The index.
  ///   - from: Where each row's range begins.
  ///   - to: Where it ends.
  init(_ index: KeyIndex, from: Column, to: Column) {
    guard case .days(let first) = from.values, case .days(let last) = to.values else {
      preconditionFailure("ranges are of days")
    }
    func edges(_ rows: some Sequence<Int32>) -> [Int32] {
      var result: [Int32] = []
      for row in rows {
        if from.states[Int(row)] == .known { result.append(first[Int(row)]) }
        // After the last day that there can be comes no other.
        if to.states[Int(row)] == .known, last[Int(row)] < .max {
          result.append(last[Int(row)] + 1)
        }
      }
      result.sort()
      return result
    }
    var days: [Int32] = []
    offsets.reserveCapacity(index.groups.count + 1)
    for rows in (0..<index.groups.count).lazy.map(index.groups.group) {
      for day in edges(rows) where days.count == offsets[offsets.count - 1] || days.last != day {
        days.append(day)
      }
      offsets.append(Int32(days.count))
    }
    self.days = days
    loose = edges(index.loose.allPartlyKnown)
  }

  /// How many of the days of a group, -1 being none, and of the rows that may belong to it, come no later than a day: days of one rank
  /// are in the same ranges.
  func rank(_ day: Int32, in group: Int) -> Int {
    let own = group < 0 ? [] : days[Int(offsets[group])..<Int(offsets[group + 1])]
    let place = own.partitioningIndex { $0 > day } - own.startIndex
    return loose.isEmpty ? place : place + loose.partitioningIndex { $0 > day }
  }
}
