internal import Feel
internal import Tables
internal import Values

/// Arithmetic, on integers where they are exact and fit.
extension VectorEvaluator {
  func arithmetic(_ operation: ArithmeticOperator, _ a: Vector, _ b: Vector) -> Vector {
    if case .numbers(let x, let p) = a.content, case .numbers(let y, let q) = b.content,
      let content = integers(operation, x, p, y, q)
    {
      // An operation on a null has no result.
      return Vector(content, states: Vector.unknownUnlessBoth(a, b), count: a.count)
    }
    if let x = a.decimals, let y = b.decimals { return decimals(operation, a, x, b, y) }
    if a.content.isNone || b.content.isNone { return .unknown(a.count) }
    return each([a, b]) { operands in
      DatumOperations.applying(operands) {
        Operations.arithmetic(operation, $0[0], $0[1])
      } reason: { _ in
        ""
      }
    }
  }

  /// Nil where a lane overflows, or the operation leaves the integers.
  private func integers(
    _ operation: ArithmeticOperator,
    _ x: [Int64],
    _ p: Int,
    _ y: [Int64],
    _ q: Int
  ) -> Vector.Content? {
    var overflows = false
    var result = [Int64](repeating: 0, count: x.count)
    switch operation {
    case .add, .subtract:
      let scale = max(p, q)
      guard let x = Numbers.rescaled(x, from: p, to: scale),
        let y = Numbers.rescaled(y, from: q, to: scale)
      else { return nil }
      if operation == .add {
        for lane in result.indices {
          let (sum, overflow) = x[lane].addingReportingOverflow(y[lane])
          result[lane] = sum
          overflows = overflows || overflow
        }
      } else {
        for lane in result.indices {
          let (difference, overflow) = x[lane].subtractingReportingOverflow(y[lane])
          result[lane] = difference
          overflows = overflows || overflow
        }
      }
      return overflows ? nil : .numbers(result, scale: scale)
    case .multiply:
      guard p + q < Numbers.powersOfTen.count else { return nil }
      for lane in result.indices {
        let (product, overflow) = x[lane].multipliedReportingOverflow(by: y[lane])
        result[lane] = product
        overflows = overflows || overflow
      }
      return overflows ? nil : .numbers(result, scale: p + q)
    case .divide, .power: return nil
    }
  }

  private func decimals(
    _ operation: ArithmeticOperator,
    _ a: Vector,
    _ x: [Decimal],
    _ b: Vector,
    _ y: [Decimal]
  ) -> Vector {
    var states = [CellState](repeating: .known, count: a.count)
    var result = [Decimal](repeating: .zero, count: a.count)
    for lane in result.indices {
      guard a.state(lane) == .known, b.state(lane) == .known,
        case .number(let number) = Operations.arithmetic(
          operation,
          .number(x[lane]),
          .number(y[lane])
        )
      else {
        states[lane] = .unknown
        continue
      }
      result[lane] = number
    }
    return Vector(.decimals(result), states: states, count: a.count)
  }

  func negate(_ a: Vector) -> Vector {
    if case .numbers(let values, let scale) = a.content, !values.contains(.min) {
      return Vector(
        .numbers(values.map { -$0 }, scale: scale),
        states: a.states?.map { $0 == .known ? .known : .unknown },
        count: a.count
      )
    }
    return each([a]) { operands in
      DatumOperations.applying(operands) {
        Operations.negate($0[0])
      } reason: { _ in
        ""
      }
    }
  }
}
