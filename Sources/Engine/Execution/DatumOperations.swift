internal import Feel
internal import Rules
internal import Tables
internal import Values

/// Operators and functions on values that may be unknown.
enum DatumOperations {
  // MARK: Functions

  /// Applies an operation that needs all its operands.
  static func applying(
    _ operands: [Datum],
    _ operation: ([Value]) -> Value,
    reason: ([Value]) -> String
  ) -> Datum {
    var values: [Value] = []
    for operand in operands {
      switch operand.known {
      case .value(let value): values.append(value)
      case .unknown(let reason): return .unknown(reason)
      }
    }
    let result = operation(values)
    return result == .null ? .unknown(World.noValue(reason(values))) : Datum(result)
  }

  /// Calls a function; null is an answer of its own only where no argument is null.
  static func call(_ function: FeelFunction, _ arguments: [Datum]) -> Datum {
    if function.name == "days in common", let days = daysInCommon(function, arguments) {
      return days
    }
    var values: [Value] = []
    for argument in arguments {
      switch argument.known {
      case .value(let value): values.append(value)
      case .unknown(let reason): return .unknown(reason)
      }
    }
    let result = function.apply(values)
    if result == .null, !mayBeEmpty(values) {
      return .unknown(World.noValue(function.reason(forNullOf: values)))
    }
    return Datum(result)
  }

  /// Has the interpreter evaluate an expression over known inputs.
  ///
  /// Where one is unknown, or an operation inside has no result, so is the whole: the interpreter knows null, but not unknown.
  static func interpret(
    _ expression: CheckedExpression,
    _ inputs: [InterpretedInput],
    _ arguments: [Datum]
  ) -> Datum {
    var variables: [Value] = []
    for (input, argument) in zip(inputs, arguments) {
      switch argument.known {
      case .value(let value): input.put(value, in: &variables)
      case .unknown(let reason): return .unknown(reason)
      }
    }
    let (value, diagnostics) = Interpreter().evaluateExplained(expression, variables: variables)
    if let reason = diagnostics.first { return .unknown(World.noValue(reason.message)) }
    return Datum(value)
  }

  /// Whether a null result says that there was nothing to work on: the largest of no numbers.
  private static func mayBeEmpty(_ values: [Value]) -> Bool {
    values.contains { $0 == .list([]) || $0 == .null }
  }

  /// No day in common is an answer although an end is unknown, where no end could change it.
  private static func daysInCommon(_ function: FeelFunction, _ arguments: [Datum]) -> Datum? {
    guard
      arguments.contains(where: { if case .partialRange = $0 { true } else { false } })
    else { return nil }
    var widest: [Value] = []
    var doubt: Unknown?
    for argument in arguments {
      switch argument {
      case .partialRange(let lower, let upper):
        doubt = doubt ?? lower.unknown ?? upper.unknown
        widest.append(
          .range(
            ValueRange(
              lower: lower.value,
              lowerIncluded: lower.isIncluded,
              upper: upper.value,
              upperIncluded: upper.isIncluded
            )
          )
        )
      default:
        guard case .value(let value) = argument.known else { return nil }
        widest.append(value)
      }
    }
    guard let doubt else { return nil }
    return function.apply(widest) == .number(.zero) ? .value(.number(.zero)) : .unknown(doubt)
  }

  // MARK: Comparison

  /// Compares; a blank equals only a blank.
  static func compare(_ operation: ComparisonOperator, _ a: Datum, _ b: Datum) -> Truth {
    if case .counted(let low, let high, let doubt) = a {
      return compareCount(operation, low, high, b, doubt)
    }
    if case .counted(let low, let high, let doubt) = b {
      return compareCount(operation.mirrored, low, high, a, doubt)
    }
    switch (a.known, b.known) {
    case (.unknown(let reason), _), (.value, .unknown(let reason)): return .unknown(reason)
    case (.value(let a), .value(let b)):
      guard let result = Operations.compare(operation, a, b) else {
        return .unknown(World.noValue("comparison"))
      }
      return Truth(result)
    }
  }

  /// Decides where every count between the bounds gives the same answer.
  private static func compareCount(
    _ operation: ComparisonOperator,
    _ low: Int,
    _ high: Int?,
    _ other: Datum,
    _ doubt: Unknown
  ) -> Truth {
    guard case .value(.number(let number)) = other else {
      return .unknown(doubt)
    }
    let isAbove = Decimal(low) > number
    let isBelow = high.map { Decimal($0) < number } ?? false
    let reaches = Decimal(low) >= number
    let stays = high.map { Decimal($0) <= number } ?? false
    switch operation {
    case .equal: return isAbove || isBelow ? .false : .unknown(doubt)
    case .notEqual: return isAbove || isBelow ? .true : .unknown(doubt)
    case .greater: return isAbove ? .true : stays ? .false : .unknown(doubt)
    case .greaterOrEqual: return reaches ? .true : isBelow ? .false : .unknown(doubt)
    case .less: return isBelow ? .true : reaches ? .false : .unknown(doubt)
    case .lessOrEqual: return stays ? .true : isAbove ? .false : .unknown(doubt)
    }
  }

  /// Whether a value is an item of a list.
  static func isItem(_ value: Datum, of list: Datum) -> Truth {
    guard case .list(let list) = list else { return compare(.equal, value, list) }
    var doubt: Unknown?
    for item in list.items {
      switch compare(.equal, value, item.datum) {
      case .true:
        guard let reason = item.doubt else { return .true }
        doubt = doubt ?? reason
      case .false: break
      case .unknown(let reason): doubt = doubt ?? reason
      }
    }
    return (doubt ?? list.open).map(Truth.unknown) ?? .false
  }

  // MARK: Ranges

  /// Whether a value lies in a range; outside a known end is outside.
  static func contains(_ range: Datum, _ value: Datum) -> Truth {
    switch range {
    case .partialRange(let lower, let upper):
      return within(lower, value, .less, .lessOrEqual)
        .and(within(upper, value, .greater, .greaterOrEqual))
    case .value(.range(let range)):
      switch value.known {
      case .unknown(let reason): return .unknown(reason)
      case .value(let value):
        guard let result = Operations.contains(range, value) else {
          return .unknown(World.noValue("in"))
        }
        return Truth(result)
      }
    case .unknown(let reason): return .unknown(reason)
    default: return .unknown(World.noValue("in"))
    }
  }

  private static func within(
    _ bound: Datum.Bound,
    _ value: Datum,
    _ excluded: ComparisonOperator,
    _ included: ComparisonOperator
  ) -> Truth {
    switch bound {
    case .open: .true
    case .unknown(let reason): .unknown(reason)
    case .value(let end, let isIncluded):
      compare(isIncluded ? included : excluded, .value(end), value)
    }
  }

  // MARK: Parts

  /// An entry of a value that is not a row.
  static func part(_ name: String, _ base: Datum) -> Datum {
    switch base.known {
    case .unknown(let reason): return .unknown(reason)
    case .value(.null): return .blank
    case .value(let value):
      let result = Interpreter.entry(name, of: value)
      return result == .null ? .unknown(World.noValue(name)) : Datum(result)
    }
  }
}

extension ComparisonOperator {
  /// The operator with its operands exchanged.
  var mirrored: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
