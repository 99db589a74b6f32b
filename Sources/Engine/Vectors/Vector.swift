internal import Feel
internal import Tables
internal import Values

/// What a term is worth for many units at once: one value and one state a lane.
///
/// `unknown` says no more than that it could not be told here: the evaluator of single units has the last word, and
/// knows the reason. Whatever a vector does tell is what that evaluator would.
struct Vector: Sendable {
  /// The values; those of lanes that are not known mean nothing.
  indirect enum Content: Sendable {
    /// No lane is known.
    case none
    case numbers([Int64], scale: Int)
    case decimals([Decimal])
    case days([Int32])
    case texts([TextCode])
    case flags([Bool])
    case rows([Int32], dataset: Int)
    case ranges(Ranges)
    case lists(Lists)
    /// What has no form of its own here.
    case data([Datum])
  }

  /// Ranges by their ends: a blank end is open.
  struct Ranges: Sendable {
    var lower: Vector
    var lowerIncluded: Bool
    var upper: Vector
    var upperIncluded: Bool
  }

  /// Lists, one after the other.
  struct Lists: Sendable {
    /// Where each lane's items begin; the last is where all end.
    var offsets: [Int32]
    var items: Vector
    /// Which items may not belong; nil where all do.
    var doubts: [Bool]?
    /// Why lanes may have further items; nil where none does.
    var open: [Unknown?]?
  }

  var content: Content
  /// The state of each lane; nil where all are known.
  var states: [CellState]?
  let count: Int

  init(_ content: Content, states: [CellState]? = nil, count: Int) {
    self.content = content
    self.states = states
    self.count = count
  }

  /// A vector that tells nothing.
  static func unknown(_ count: Int) -> Vector {
    Vector(.none, states: Array(repeating: .unknown, count: count), count: count)
  }

  static func blank(_ count: Int) -> Vector {
    Vector(.none, states: Array(repeating: .blank, count: count), count: count)
  }

  /// Truths, lane by lane.
  init(_ truths: [Tri]) {
    let isSure = !truths.contains(.unsure)
    self.init(
      .flags(truths.map { $0 == .yes }),
      states: isSure ? nil : truths.map { $0 == .unsure ? .unknown : .known },
      count: truths.count
    )
  }

  @inline(__always)
  func state(_ lane: Int) -> CellState {
    guard let states else { return .known }
    return states[lane]
  }

  /// Whether some lane is a blank, which is an answer.
  var hasBlank: Bool { states?.contains(.blank) ?? false }

  /// The truth that each lane states; whatever is neither true nor false is unsure.
  var truths: [Tri] {
    switch content {
    case .flags(let flags):
      guard let states else { return flags.map { Tri($0) } }
      var result = [Tri](repeating: .unsure, count: count)
      for lane in 0..<count where states[lane] == .known { result[lane] = Tri(flags[lane]) }
      return result
    case .data(let data):
      return (0..<count).map { lane in
        guard state(lane) == .known, case .value(.boolean(let flag)) = data[lane] else {
          return .unsure
        }
        return Tri(flag)
      }
    default: return Array(repeating: .unsure, count: count)
    }
  }

  // MARK: Lanes

  /// The lanes at some places, in their order.
  func gather(_ places: [Int32]) -> Vector {
    Vector(
      content.gather(places),
      states: states.map { states in places.map { states[Int($0)] } },
      count: places.count
    )
  }

  /// Some lanes that follow one another.
  func lanes(_ range: Range<Int>) -> Vector {
    let content: Vector.Content =
      switch content {
      case .days(let values): .days(Array(values[range]))
      case .texts(let values): .texts(Array(values[range]))
      case .numbers(let values, let scale): .numbers(Array(values[range]), scale: scale)
      case .rows(let values, let dataset): .rows(Array(values[range]), dataset: dataset)
      default: content.gather(range.map { Int32($0) })
      }
    return Vector(content, states: states.map { Array($0[range]) }, count: range.count)
  }

  /// The same vector with a state for each lane.
  var fullStates: [CellState] { states ?? Array(repeating: .known, count: count) }

  /// Lanes where `other` is not known take its state; the rest keep theirs.
  func masked(by other: Vector) -> Vector {
    guard let mask = other.states else { return self }
    var result = self
    guard var states else {
      result.states = mask
      return result
    }
    for lane in 0..<count where mask[lane] != .known { states[lane] = mask[lane] }
    result.states = states
    return result
  }
}

extension Vector.Content {
  func gather(_ places: [Int32]) -> Vector.Content {
    switch self {
    case .none: .none
    case .numbers(let values, let scale):
      .numbers(places.map { values[Int($0)] }, scale: scale)
    case .decimals(let values): .decimals(places.map { values[Int($0)] })
    case .days(let values): .days(places.map { values[Int($0)] })
    case .texts(let values): .texts(places.map { values[Int($0)] })
    case .flags(let values): .flags(places.map { values[Int($0)] })
    case .rows(let values, let dataset): .rows(places.map { values[Int($0)] }, dataset: dataset)
    case .ranges(let ranges):
      .ranges(
        .init(
          lower: ranges.lower.gather(places),
          lowerIncluded: ranges.lowerIncluded,
          upper: ranges.upper.gather(places),
          upperIncluded: ranges.upperIncluded
        )
      )
    case .lists(let lists): .lists(lists.gather(places))
    case .data(let values): .data(places.map { values[Int($0)] })
    }
  }
}

extension Vector.Lists {
  /// The lane that each item belongs to.
  var owners: [Int32] {
    var result = [Int32](repeating: 0, count: items.count)
    for lane in 0..<(offsets.count - 1) {
      for item in Int(offsets[lane])..<Int(offsets[lane + 1]) { result[item] = Int32(lane) }
    }
    return result
  }

  /// The items of a lane.
  @inline(__always)
  func range(_ lane: Int) -> Range<Int> { Int(offsets[lane])..<Int(offsets[lane + 1]) }

  /// Whether the membership of a lane's list is in doubt.
  func isDoubtful(_ lane: Int) -> Bool {
    if let open, open[lane] != nil { return true }
    guard let doubts else { return false }
    return range(lane).contains { doubts[$0] }
  }

  /// Whether a lane's list may have further items.
  func isOpen(_ lane: Int) -> Bool {
    guard let open else { return false }
    return open[lane] != nil
  }

  /// Whether no list is in doubt.
  var isSure: Bool { doubts == nil && open == nil }

  func gather(_ places: [Int32]) -> Vector.Lists {
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(places.count + 1)
    var taken: [Int32] = []
    for place in places {
      let range = range(Int(place))
      for item in range { taken.append(Int32(item)) }
      offsets.append(Int32(taken.count))
    }
    return Vector.Lists(
      offsets: offsets,
      items: items.gather(taken),
      doubts: doubts.map { doubts in taken.map { doubts[Int($0)] } },
      open: open.map { open in places.map { open[Int($0)] } }
    )
  }

  /// The items that a condition does not surely refuse; where it is unsure, so is the item.
  func keeping(where truths: [Tri]) -> Vector.Lists {
    let kept = truths.places { $0 != .no }
    var doubts: [Bool]?
    if self.doubts != nil || truths.contains(.unsure) {
      doubts = kept.map { truths[Int($0)] == .unsure || (self.doubts?[Int($0)] ?? false) }
    }
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(self.offsets.count)
    var next = 0
    for lane in 0..<(self.offsets.count - 1) {
      let end = self.offsets[lane + 1]
      while next < kept.count, kept[next] < end { next += 1 }
      offsets.append(Int32(next))
    }
    return Vector.Lists(offsets: offsets, items: items.gather(kept), doubts: doubts, open: open)
  }
}
