internal import Feel
internal import Tables
internal import Values

/// Comparisons, on machine types where both sides have the same.
extension VectorEvaluator {
  func compare(_ operation: ComparisonOperator, _ a: Vector, _ b: Vector) -> [Tri] {
    var result: [Tri]
    switch (a.content, b.content) {
    case (.numbers(let x, let p), .numbers(let y, let q)):
      let scale = max(p, q)
      guard let x = Numbers.rescaled(x, from: p, to: scale),
        let y = Numbers.rescaled(y, from: q, to: scale)
      else { return eachTruth(operation, a, b) }
      result = compare(operation, x, y)
    case (.days(let x), .days(let y)): result = compare(operation, x, y)
    case (.texts(let x), .texts(let y)):
      switch operation {
      case .equal: result = lanes(x, y) { $0 == $1 }
      case .notEqual: result = lanes(x, y) { $0 != $1 }
      default: return eachTruth(operation, a, b)
      }
    case (.flags(let x), .flags(let y)):
      switch operation {
      case .equal: result = lanes(x, y) { $0 == $1 }
      case .notEqual: result = lanes(x, y) { $0 != $1 }
      default: return eachTruth(operation, a, b)
      }
    default:
      guard let x = a.decimals, let y = b.decimals else { return eachTruth(operation, a, b) }
      result = compare(operation, x, y)
    }
    if a.states != nil || b.states != nil {
      for lane in result.indices {
        result[lane] = truth(operation, a.state(lane), b.state(lane), result[lane])
      }
    }
    return result
  }

  /// A blank equals only a blank.
  @inline(__always)
  private func truth(
    _ operation: ComparisonOperator,
    _ a: CellState,
    _ b: CellState,
    _ ofValues: Tri
  ) -> Tri {
    if a == .known, b == .known { return ofValues }
    if a == .unknown || b == .unknown { return .unsure }
    switch operation {
    case .equal: return Tri(a == b)
    case .notEqual: return Tri(a != b)
    default: return .unsure
    }
  }

  private func eachTruth(_ operation: ComparisonOperator, _ a: Vector, _ b: Vector) -> [Tri] {
    (0..<a.count).map { lane in
      if a.state(lane) == .unknown || b.state(lane) == .unknown { return .unsure }
      return Tri(DatumOperations.compare(operation, a.datum(lane, world), b.datum(lane, world)))
    }
  }

  private func compare<Element: Comparable>(
    _ operation: ComparisonOperator,
    _ x: [Element],
    _ y: [Element]
  ) -> [Tri] {
    switch operation {
    case .equal: lanes(x, y) { $0 == $1 }
    case .notEqual: lanes(x, y) { $0 != $1 }
    case .less: lanes(x, y) { $0 < $1 }
    case .lessOrEqual: lanes(x, y) { $0 <= $1 }
    case .greater: lanes(x, y) { $0 > $1 }
    case .greaterOrEqual: lanes(x, y) { $0 >= $1 }
    }
  }

  @inline(__always)
  private func lanes<Element>(
    _ x: [Element],
    _ y: [Element],
    _ holds: (Element, Element) -> Bool
  ) -> [Tri] {
    var result = [Tri](repeating: .no, count: x.count)
    for lane in result.indices { result[lane] = Tri(holds(x[lane], y[lane])) }
    return result
  }

  /// Whether a value equals one of those that a list was written with.
  func isItem(_ value: Vector, of items: [Vector]) -> [Tri] {
    items.reduce(Array(repeating: .no, count: value.count)) { found, item in
      zip(found, compare(.equal, value, item)).map { $0.or($1) }
    }
  }

  /// Whether a value is an item of a list.
  func isItem(_ value: Vector, of list: Vector) -> [Tri] {
    (0..<value.count).map { lane in
      Tri(DatumOperations.isItem(value.datum(lane, world), of: list.datum(lane, world)))
    }
  }
}
