internal import Tables
internal import Values

/// The days from which on a range of some row of an index holds what it did not hold before, or no longer what it held.
struct RangeEdges: Sendable {
  /// The days, group after group; they ascend within a group, and none is there twice.
  private var days: [Int32] = []
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
        if to.states[Int(row)] == .known { result.append(last[Int(row)] + 1) }
      }
      return result.sorted()
    }
    loose = edges(index.loose.partlyKnown)
    offsets.reserveCapacity(index.groups.count + 1)
    for group in 0..<index.groups.count {
      for day in edges(index.groups.group(group))
      where days.count == offsets[group] || days.last != day { days.append(day) }
      offsets.append(Int32(days.count))
    }
  }

  /// The days of a group, -1 being none, and of rows that may belong to it, after one day and none after another.
  func within(_ group: Int, after first: Int32, through last: Int32) -> [Int32] {
    func part(_ days: ArraySlice<Int32>) -> ArraySlice<Int32> {
      let low = days.partitioningIndex { $0 > first }
      return days[low..<days[low...].partitioningIndex { $0 > last }]
    }
    let own = group < 0 ? [] : part(days[Int(offsets[group])..<Int(offsets[group + 1])])
    return Array(loose.isEmpty ? own : own + part(loose[...]))
  }
}
