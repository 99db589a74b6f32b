internal import Values

/// Why calls have no result.
extension FeelFunction {
  /// Why the function gave null for arguments.
  ///
  /// - Parameter arguments: The arguments, as the function takes them.
  /// - Returns: The reason, for the person who wrote the call or the data.
  public func reason(forNullOf arguments: [Value]) -> String {
    for (index, argument) in arguments.enumerated() {
      if let reason = reason(against: argument, at: index) { return reason }
    }
    var steps = 0
    do throws(ArgumentError) {
      _ = try prepared(for: arguments, &steps)
      if case .counted(let apply) = effort { _ = try apply(arguments, &steps) }
    } catch {
      return error.message
    }
    return reason(ofDomain: arguments) ?? "`\(name)` has no result for these arguments"
  }

  /// What is wrong with an argument, whatever the function does: it is null, empty, or has items of another type.
  private func reason(against argument: Value, at index: Int) -> String? {
    let parameter = parameter(index)
    if argument.isNull {
      return parameter.type.admitsNull ? nil : "`\(parameter.name)` of `\(name)` is null"
    }
    guard case .list(let type) = parameter.type, let items = argument.items else { return nil }
    if items.isEmpty { return "the list that `\(name)` is given is empty" }
    for (index, item) in items.enumerated() {
      let isFitting = item.isNull ? type.admitsNull : item.conforms(to: type)
      if !isFitting {
        return
          "item \(index + 1) of the list that `\(name)` is given is \(item.kind), expected \(type.nonNull.withArticle)"
      }
    }
    return nil
  }

  /// What of the arguments lies outside what the function is defined for.
  private func reason(ofDomain arguments: [Value]) -> String? {
    let first = arguments.first ?? .null
    switch name {
    case "date", "time", "date and time", "duration", "number":
      return reason(ofConversion: arguments)
    case "substring":
      return reason(ofPositions: arguments, in: first.text?.unicodeScalars.count, "the text")
    case "sublist", "insert before", "remove", "list replace":
      return reason(ofPositions: arguments, in: first.items?.count, "the list")
    case "sqrt": return "a negative number has no square root"
    case "log": return "only numbers above 0 have a logarithm"
    case "exp": return "the result of `exp` is beyond the numbers that there are"
    case "modulo", "decimal", "floor", "ceiling", "round up", "round down", "round half up",
      "round half down":
      return "the result of `\(name)` has more than the 34 digits that numbers have"
    case "stddev": return "`stddev` needs two numbers at least"
    case "sum", "mean", "product":
      return "the result of `\(name)` is beyond the numbers that there are"
    case "min", "max": return "the arguments of `\(name)` have no order"
    case "sort": return "`precedes` gives neither true nor false"
    case "get value":
      return arguments.last?.text.map { "the context has no value for `\($0)`" }
    default: return nil
    }
  }

  private func reason(ofConversion arguments: [Value]) -> String? {
    if arguments.count == 1 || name == "number", let text = arguments[0].text {
      return "\"\(text.prefix(40))\" is no \(name) that there is"
    }
    let numbers = arguments.compactMap(\.decimal).map(\.description).joined(separator: ", ")
    return numbers.isEmpty ? nil : "there is no \(name) of \(numbers)"
  }

  private func reason(ofPositions arguments: [Value], in count: Int?, _ whole: String) -> String? {
    guard let count, arguments.count > 1, let position = arguments[1].decimal else { return nil }
    guard StandardFunctions.offset(of: arguments[1], in: count) != nil else {
      return count == 0
        ? "\(whole) is empty"
        : "positions are from 1 to \(count), or from -1 to -\(count) at the end: this is \(position)"
    }
    return "`length` is at least 1, and no more than there is from that position on"
  }
}

extension Operations {
  /// Why an operator gave null.
  ///
  /// - Parameters:
  ///   - operation: The operator.
  ///   - a: The left operand.
  ///   - b: The right operand.
  /// - Returns: The reason, for the person who wrote the expression or the data.
  public static func reason(forNullOf operation: ArithmeticOperator, _ a: Value, _ b: Value)
    -> String
  {
    if operation == .divide, b.isZero, !a.isNull { return "this divides by zero" }
    switch (a, b) {
    case (.number(let base), .number(let exponent)):
      guard operation == .power, base < .zero, !exponent.isInteger else {
        return operation == .power && base == .zero
          ? "0 has no power below 0"
          : "the result of `\(operation.rawValue)` is beyond the numbers that there are"
      }
      return "a negative number has powers to whole numbers only"
    case (.time, .time), (.dateAndTime, .dateAndTime), (.date, .dateAndTime), (.dateAndTime, .date):
      guard operation == .subtract else { break }
      return "one has a zone and the other none: their difference is not known"
    default: break
    }
    let type = operation.resultType(FeelType(of: a), FeelType(of: b))
    return type == nil || a.isNull || b.isNull
      ? "`\(operation.rawValue)` does not apply to \(a.kind) and \(b.kind)"
      : "the result of `\(operation.rawValue)` is beyond the dates and durations that there are"
  }
}

extension Value {
  /// Whether the value is the number or a duration of zero.
  var isZero: Bool {
    switch self {
    case .number(let number): number == .zero
    case .daysAndTimeDuration(let duration): duration.nanoseconds == 0
    case .yearsAndMonthsDuration(let duration): duration.months == 0
    default: false
    }
  }
}
