internal import Feel
internal import Tables
internal import Values

/// Ranges of days.
extension VectorEvaluator {
  /// Whether values lie in ranges; outside a known end is outside.
  func contains(_ range: Vector, _ value: Vector) -> [Tri] {
    guard case .ranges(let ranges) = range.content, case .days(let days) = value.content,
      let lower = Ends(ranges.lower), let upper = Ends(ranges.upper)
    else {
      return (0..<value.count).map { lane in
        Tri(DatumOperations.contains(range.datum(lane, world), value.datum(lane, world)))
      }
    }
    let first: Int32 = ranges.lowerIncluded ? 0 : 1
    let last: Int32 = ranges.upperIncluded ? 0 : 1
    var result = [Tri](repeating: .unsure, count: value.count)
    for lane in result.indices
    where value.state(lane) == .known && range.state(lane) == .known {
      let day = days[lane]
      let isAfter: Tri =
        switch lower.states?[lane] ?? .known {
        case .known: Tri(Int(day) >= Int(lower.days[lane]) + Int(first))
        case .blank: .yes
        case .unknown: .unsure
        }
      let isBefore: Tri =
        switch upper.states?[lane] ?? .known {
        case .known: Tri(Int(day) <= Int(upper.days[lane]) - Int(last))
        case .blank: .yes
        case .unknown: .unsure
        }
      result[lane] = isAfter.and(isBefore)
    }
    return result
  }

  /// The days of ends, where all are days.
  struct Ends {
    let days: [Int32]
    let states: [CellState]?

    init?(_ vector: Vector) {
      states = vector.states
      switch vector.content {
      case .days(let days): self.days = days
      case .none: days = Array(repeating: 0, count: vector.count)
      default: return nil
      }
    }

    /// The day of a lane; nil where it is open or not known.
    func day(_ lane: Int) -> Int? {
      states?[lane] ?? .known == .known ? Int(days[lane]) : nil
    }
  }

  /// Days that lie in all of some ranges; nil where an argument is not a range of days in every lane.
  func daysInCommon(_ arguments: [Vector]) -> Vector? {
    guard let count = arguments.first?.count else { return nil }
    var first = [Int](repeating: .min, count: count)
    var last = [Int](repeating: .max, count: count)
    // Where an end, or a whole range, is not known; the widest range it can be says whether that matters.
    var isPartial = [Bool](repeating: false, count: count)
    var isUnknown = [Bool](repeating: false, count: count)
    for argument in arguments {
      guard case .ranges(let ranges) = argument.content, !argument.hasBlank,
        let lower = Ends(ranges.lower), let upper = Ends(ranges.upper)
      else { return nil }
      for lane in 0..<count {
        if argument.state(lane) == .unknown { isUnknown[lane] = true }
        switch lower.states?[lane] ?? .known {
        case .known:
          first[lane] = max(first[lane], Int(lower.days[lane]) + (ranges.lowerIncluded ? 0 : 1))
        case .blank: break
        case .unknown: isPartial[lane] = true
        }
        switch upper.states?[lane] ?? .known {
        case .known:
          last[lane] = min(last[lane], Int(upper.days[lane]) - (ranges.upperIncluded ? 0 : 1))
        case .blank: break
        case .unknown: isPartial[lane] = true
        }
      }
    }
    var states = [CellState](repeating: .known, count: count)
    var days = [Int64](repeating: 0, count: count)
    for lane in 0..<count {
      if isUnknown[lane] {
        states[lane] = .unknown
      } else if first[lane] <= last[lane] {
        if isPartial[lane] || first[lane] == .min || last[lane] == .max {
          states[lane] = .unknown
        } else {
          days[lane] = Int64(last[lane] - first[lane] + 1)
        }
      }
    }
    return Vector(.numbers(days, scale: 0), states: states, count: count)
  }
}
