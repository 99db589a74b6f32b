internal import Feel
internal import Tables
internal import Values

/// Ranges of days.
extension VectorEvaluator {
  /// Whether values lie in ranges; outside a known end is outside.
  func contains(_ range: Vector, _ value: Vector) -> [Tri] {
    guard case .ranges(let ranges) = range.content, case .days(let days) = value.content,
      let ends = DayRanges(ranges)
    else {
      return (0..<value.count).map { lane in
        Tri(DatumOperations.contains(range.datum(lane, world), value.datum(lane, world)))
      }
    }
    var result = [Tri](repeating: .unsure, count: value.count)
    for lane in result.indices
    where value.state(lane) == .known && range.state(lane) == .known {
      let day = Int(days[lane])
      let isAfter = ends.lower.day(lane).map { Tri(day >= $0) } ?? ends.lower.openness(lane)
      let isBefore = ends.upper.day(lane).map { Tri(day <= $0) } ?? ends.upper.openness(lane)
      result[lane] = isAfter.and(isBefore)
    }
    return result
  }

  /// Ranges of days by the first and the last day that lie in them.
  struct DayRanges {
    let lower: Ends
    let upper: Ends

    /// Nil where not all ends are days.
    init?(_ ranges: Vector.Ranges) {
      guard let lower = Ends(ranges.lower, shift: ranges.lowerIncluded ? 0 : 1),
        let upper = Ends(ranges.upper, shift: ranges.upperIncluded ? 0 : -1)
      else { return nil }
      (self.lower, self.upper) = (lower, upper)
    }
  }

  /// The days of ends, where all are days.
  struct Ends {
    private let days: [Int32]
    let states: [CellState]?
    /// How far the day that lies in the range is from its end.
    private let shift: Int

    fileprivate init?(_ vector: Vector, shift: Int) {
      self.shift = shift
      states = vector.states
      switch vector.content {
      case .days(let days): self.days = days
      case .none: days = Array(repeating: 0, count: vector.count)
      default: return nil
      }
    }

    /// The first or last day of a lane's range; nil where it is open or not known.
    @inline(__always)
    func day(_ lane: Int) -> Int? {
      states?[lane] ?? .known == .known ? Int(days[lane]) &+ shift : nil
    }

    /// Whether the range of a lane that has no day is open there.
    func openness(_ lane: Int) -> Tri { states?[lane] == .blank ? .yes : .unsure }
  }

  /// Days that lie in all of some ranges; nil where an argument is not a range of days in every lane.
  func daysInCommon(_ arguments: [Vector]) -> Vector? {
    guard let count = arguments.first?.count else { return nil }
    var common = CommonDays(count: count)
    for argument in arguments {
      guard case .ranges(let ranges) = argument.content, !argument.hasBlank,
        let ends = DayRanges(ranges)
      else { return nil }
      common.begin(noSoonerThan: ends.lower)
      common.end(noLaterThan: ends.upper)
      common.note(unknown: argument.states)
    }
    return common.vector
  }

  /// The days, in each lane, from the last beginning to the first end of some ranges.
  private struct CommonDays {
    /// The least and the greatest integer stand for no day: there nothing begins or ends.
    private var first: [Int]
    private var last: [Int]
    /// Where an end is not known, nil where all are; it does not matter where the other ends leave no day in any case.
    private var isPartial: [Bool]?
    /// Where a whole range is not known; nil where all are known.
    private var isUnknown: [Bool]?

    init(count: Int) {
      first = [Int](repeating: .min, count: count)
      last = [Int](repeating: .max, count: count)
    }

    mutating func begin(noSoonerThan end: Ends) {
      for lane in first.indices {
        if let day = end.day(lane) { first[lane] = max(first[lane], day) }
      }
      CommonDays.mark(&isPartial, where: end.states)
    }

    mutating func end(noLaterThan end: Ends) {
      for lane in last.indices {
        if let day = end.day(lane) { last[lane] = min(last[lane], day) }
      }
      CommonDays.mark(&isPartial, where: end.states)
    }

    /// Notes ranges that are not known.
    mutating func note(unknown states: [CellState]?) { CommonDays.mark(&isUnknown, where: states) }

    /// Marks what is not known.
    private static func mark(_ marks: inout [Bool]?, where states: [CellState]?) {
      guard let states, states.contains(.unknown) else { return }
      var all = marks ?? [Bool](repeating: false, count: states.count)
      for lane in all.indices where states[lane] == .unknown { all[lane] = true }
      marks = all
    }

    /// Whether a lane's days go on for ever.
    private func isOpen(_ lane: Int) -> Bool { first[lane] == .min || last[lane] == .max }

    var vector: Vector {
      var days = [Int64](repeating: 0, count: first.count)
      var hasOpen = false
      for lane in days.indices where first[lane] <= last[lane] {
        if isOpen(lane) {
          hasOpen = true
        } else {
          days[lane] = Int64(last[lane] &- first[lane] &+ 1)
        }
      }
      if !hasOpen, isPartial == nil, isUnknown == nil {
        return Vector(.numbers(days, scale: 0), count: days.count)
      }
      let states = days.indices.map { lane -> CellState in
        if isUnknown?[lane] ?? false { return .unknown }
        if first[lane] > last[lane] { return .known }
        return isOpen(lane) || isPartial?[lane] ?? false ? .unknown : .known
      }
      return Vector(.numbers(days, scale: 0), states: states, count: days.count)
    }
  }
}
