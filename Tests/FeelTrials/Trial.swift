internal import Feel
internal import Values

/// Puts a text through the whole language, and looks whether what must hold for every text does.
///
/// Whatever the text: it is checked or refused, with an error that points into it; it has a value, the same whether it
/// is explained or not, of the type that strict mode has promised; and the value, printed, reads back as itself.
public struct Trial {
  /// The text.
  public let text: String

  /// Prepares to try a text.
  public init(_ text: String) {
    self.text = text
  }

  /// What is wrong; nil where all holds.
  public func problem() -> String? {
    for mode in [CheckingMode.strict, .standard] {
      if let problem = problem(mode) { return "\(problem), in \(mode) mode: \(text)" }
    }
    return nil
  }

  private func problem(_ mode: CheckingMode) -> String? {
    let checked: (expression: CheckedExpression, warnings: [FeelError])
    do {
      checked = try checkWithWarnings(text, scope: TrialScope.scope, mode: mode)
    } catch {
      return problem(with: error)
    }
    for error in checked.warnings {
      if let problem = problem(with: error) { return problem }
    }
    let value = Interpreter().evaluate(checked.expression, variables: TrialScope.values)
    let explained = Interpreter().evaluateExplained(
      checked.expression,
      variables: TrialScope.values
    )
    for error in explained.diagnostics {
      if let problem = problem(with: error) { return problem }
    }
    if value != explained.value { return "explained, it has another value" }
    if mode == .strict, !value.mayBe(checked.expression.type) {
      return "\(Printer.text(of: value)) is no \(checked.expression.type)"
    }
    return value.isWritable ? problem(reading: value) : nil
  }

  private func problem(with error: FeelError) -> String? {
    guard 0 <= error.source.lower, error.source.lower <= error.source.upper,
      error.source.upper <= text.utf8.count
    else { return "the error `\(error.message)` is outside the text" }
    return error.rendered(in: text, name: "x").contains(error.message)
      ? nil : "an error has no text"
  }

  /// What is wrong with a value that was printed and read.
  private func problem(reading value: Value) -> String? {
    let printed = Printer.text(of: value)
    // A longer text is not read.
    guard printed.utf8.count <= 64 * 1024 else { return nil }
    do {
      let read = try check(printed, scope: Scope(variables: []), mode: .strict)
      let again = Interpreter().evaluate(read, variables: [])
      return again == value ? nil : "\(printed) reads as \(Printer.text(of: again))"
    } catch {
      return "\(printed) is refused: \(error.message)"
    }
  }
}

extension Value {
  /// Whether a text can write the value: not a function, nor an hour that a zone's clocks show for the second time.
  fileprivate var isWritable: Bool {
    switch self {
    case .function: false
    case .dateAndTime(let moment): moment == DateAndTime(date: moment.date, time: moment.time)
    case .list(let items): items.allSatisfy(\.isWritable)
    case .context(let entries): entries.allSatisfy(\.value.isWritable)
    case .range(let range): [range.lower, range.upper].allSatisfy { $0?.isWritable ?? true }
    default: true
    }
  }

  /// Whether an expression of the type may have the value; any may have none.
  fileprivate func mayBe(_ type: FeelType) -> Bool {
    switch (self, type) {
    case (.null, _), (_, .any): true
    case (_, .nullable(let type)): mayBe(type)
    case (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date),
      (.time, .time), (.dateAndTime, .dateAndTime),
      (.daysAndTimeDuration, .daysAndTimeDuration),
      (.yearsAndMonthsDuration, .yearsAndMonthsDuration), (.function, .function):
      true
    case (.range(let range), .range(let type)):
      [range.lower, range.upper].allSatisfy { $0?.mayBe(type) ?? true }
    case (.list(let items), .list(let type)): items.allSatisfy { $0.mayBe(type) }
    case (.context(let entries), .context(let type)):
      type.entries.allSatisfy { entry in
        entries.first { $0.name == entry.name }?.value.mayBe(entry.type) ?? entry.type.admitsNull
      }
    default: false
    }
  }
}
