internal import Tables
internal import Values

/// Exact numbers as integers at a scale.
enum Numbers {
  static let powersOfTen: [Int64] = (0...18).map { power in
    (0..<power).reduce(Int64(1)) { product, _ in product * 10 }
  }

  /// The numbers at a larger scale; nil where one does not fit.
  static func rescaled(_ values: [Int64], from: Int, to: Int) -> [Int64]? {
    if from == to { return values }
    guard to > from, to - from < powersOfTen.count else { return nil }
    let factor = powersOfTen[to - from]
    var overflows = false
    let result = values.map { value in
      let (product, overflow) = value.multipliedReportingOverflow(by: factor)
      overflows = overflows || overflow
      return product
    }
    return overflows ? nil : result
  }

  static func decimals(_ values: [Int64], _ scale: Int) -> [Decimal] {
    values.map { Decimal(scaled: $0, scale: scale) }
  }
}

extension Vector {
  /// The lanes as decimals, where they are numbers.
  var decimals: [Decimal]? {
    switch content {
    case .numbers(let values, let scale): Numbers.decimals(values, scale)
    case .decimals(let values): values
    default: nil
    }
  }

  /// A lane is unknown where either operand is not known.
  static func unknownUnlessBoth(_ a: Vector, _ b: Vector) -> [CellState]? {
    guard a.states != nil || b.states != nil else { return nil }
    return (0..<a.count).map {
      a.state($0) == .known && b.state($0) == .known ? .known : .unknown
    }
  }
}
