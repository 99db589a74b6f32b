internal import Feel
internal import Tables
internal import Values

extension VectorEvaluator {
  /// How to choose among rows that hold what they must equal: by what they hold in one more field, by their days, or by both.
  struct Choice {
    enum Kind {
      /// The index is by what rows must equal.
      case byDays
      /// The index is by that and one more field.
      case byValue
      /// The index is by that field alone, so that what rows must equal is to be checked.
      case byValueAlone([Check])
    }

    let index: KeyIndex
    let kind: Kind
    /// The groups of rows that each lane chooses from, lane after lane.
    let groups: [Int32]
    let offsets: [Int32]
    let days: Days?
    /// The lanes that choose; for others all rows are candidates.
    let isClear: [Bool]
    /// The parts of the condition that hold of all rows that lanes choose.
    let settled: [Term]

    /// Whether each lane has any group to choose from.
    var isFound: [Bool] {
      var result = [Bool](repeating: false, count: isClear.count)
      for lane in result.indices {
        for place in Int(offsets[lane])..<Int(offsets[lane + 1]) where groups[place] >= 0 {
          result[lane] = true
        }
      }
      return result
    }

    /// Whether there are rows that do not say what they are chosen by.
    var hasUndetermined: Bool {
      switch kind {
      case .byDays: false
      case .byValue: !index.loose.parts.isEmpty
      case .byValueAlone: !index.loose.blind.isEmpty
      }
    }

    /// Adds the rows that a lane chooses; a lane that chooses from several groups has its rows put in order.
    ///
    /// - Parameters:
    ///   - lane: The lane.
    ///   - found: Where they are added.
    ///   - others: Where rows are added that could belong to them, for their day is not known.
    func add(_ lane: Int, to found: inout Candidates, _ others: inout [Int32]) {
      let range = Int(offsets[lane])..<Int(offsets[lane + 1])
      for group in groups[range] where group >= 0 {
        if let days {
          days.order.add(
            group: Int(group),
            from: days.first[lane],
            through: days.last[lane],
            to: &found.rows
          )
          others += days.order.unknown(Int(group))
        } else if case .byValueAlone(let checks) = kind {
          for row in index.groups.group(Int(group)) where checks.allSatisfy({ $0.holds(row, lane) })
          {
            found.rows.append(row)
          }
        } else {
          found.rows.append(contentsOf: index.groups.group(Int(group)))
        }
      }
      if range.count > 1 { found.sortLane() }
    }
  }

  /// What rows must hold in a field.
  struct Check {
    let column: ColumnView
    let wanted: WantedBits

    func holds(_ row: Int32, _ lane: Int) -> Bool {
      column.states[Int(row)] == .known && column.bits(Int(row)) == wanted[lane]
    }
  }

  /// The days to choose by, and the rows in their order.
  struct Days {
    let field: Int
    private(set) var first: [Int]
    private(set) var last: [Int]
    private(set) var isKnown: [Bool]
    let order: DayOrder
    /// The parts of the condition that hold of all rows that are chosen.
    private(set) var settled: [Term] = []

    /// All days, for so many lanes.
    init(field: Int, count: Int, order: DayOrder) {
      (self.field, self.order) = (field, order)
      first = Array(repeating: .min, count: count)
      last = Array(repeating: .max, count: count)
      isKnown = Array(repeating: true, count: count)
    }

    /// Chooses by one more range of each lane; an end that is open or not known leaves nothing out.
    mutating func narrow(_ narrowing: Narrowing, _ ends: DayRanges, _ isKnown: [Bool]) {
      var isSettled = true
      for lane in first.indices {
        let (lower, upper) = (ends.lower.day(lane), ends.upper.day(lane))
        first[lane] = max(first[lane], lower ?? .min)
        last[lane] = min(last[lane], upper ?? .max)
        self.isKnown[lane] = self.isKnown[lane] && isKnown[lane]
        // A comparison has one end, which must be there; both ends of a range may be open.
        let isTold =
          if case .inRange = narrowing.part {
            (lower != nil || ends.lower.openness(lane) == .yes)
              && (upper != nil || ends.upper.openness(lane) == .yes)
          } else {
            lower != nil || upper != nil
          }
        isSettled = isSettled && isTold && isKnown[lane]
      }
      if isSettled { settled.append(narrowing.part) }
    }
  }
}
