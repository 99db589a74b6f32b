internal import Feel
internal import Tables
internal import Values

/// Sums of a field over the items that a condition keeps, worked out without a list of these.
extension VectorEvaluator {
  /// The sums of a call, where it is one of those; nil where something is in doubt, or a sum overflows.
  func totalOfKept(_ function: FeelFunction, _ arguments: [Term], _ lanes: Lanes) -> Vector? {
    guard function.name == "total", arguments.count == 1,
      case .map(.filter(let list, let depth, let condition), let own, let value) = arguments[0],
      case .field(.local(own), _, _) = value
    else { return nil }
    let (lists, states) = lists(list, lanes)
    guard lists.isSure, lists.items.count > 0 else { return nil }
    let owners = lists.owners
    var sums = [Int64](repeating: 0, count: lanes.count)
    var isEmpty = [Bool](repeating: true, count: lanes.count)
    var result = states ?? Array(repeating: .known, count: lanes.count)
    var scale: Int?
    let isTold = eachPart(of: lists, at: depth, in: lanes) { range, part in
      let truths = truths(condition, part)
      let same = own == depth ? part : Lanes(items: part.local(depth), at: own, of: part)
      let vector = evaluate(value, same)
      guard case .numbers(let numbers, let digits) = vector.content, digits == scale ?? digits
      else { return false }
      scale = digits
      for (index, item) in range.enumerated() {
        switch truths[index] {
        case .no: continue
        case .unsure: return false
        case .yes: break
        }
        let lane = Int(owners[item])
        isEmpty[lane] = false
        if vector.state(index) != .known { result[lane] = .unknown }
        let (sum, overflows) = sums[lane].addingReportingOverflow(numbers[index])
        if overflows { return false }
        sums[lane] = sum
      }
      return true
    }
    guard isTold, let scale else { return nil }
    return Vector(sums: sums, scale: scale, isEmpty: isEmpty, states: result)
  }
}

extension Vector {
  /// Sums of lists, some of which may be empty: the sum of nothing is 0, and not 0.00.
  init(sums: [Int64], scale: Int, isEmpty: [Bool], states: [CellState]) {
    var content = Content.numbers(sums, scale: scale)
    if scale > 0, isEmpty.contains(true) {
      content = .decimals(
        sums.indices.map { isEmpty[$0] ? .zero : Decimal(scaled: sums[$0], scale: scale) }
      )
    }
    self.init(content, states: states, count: sums.count)
  }
}
