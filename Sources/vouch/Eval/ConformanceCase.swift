import Feel
import Rules

/// A case of the conformance kit: an expression, what it is given and what it must give.
struct ConformanceCase {
  let id: String
  let expression: String
  let inputs: [Value.ContextEntry]
  let expected: Value
  /// What the result is coerced to; nil where the case does not say, or says a name of its own.
  let type: DeclaredType?

  /// Runs the cases of a file, one on each line.
  ///
  /// - Returns: For each case what is wrong with it or with its result, nil where it holds.
  /// - Throws: The first line that is no JSON.
  static func outcomes(
    of source: SourceText,
    library: Library
  ) throws(Diagnostic) -> [String?] {
    try JSONReader.lines(of: source).map { line, value in
      do throws(TypedValue.Problem) {
        return try ConformanceCase(value).failure(library: library)
      } catch {
        let id = try? text("id", of: value)
        return "\(id ?? "line \(line)"): no case: \(error.message)"
      }
    }
  }

  private init(_ value: Value) throws(TypedValue.Problem) {
    id = try ConformanceCase.text("id", of: value)
    expression = try ConformanceCase.text("expression", of: value)
    expected = try TypedValue.value(Interpreter.entry("expected", of: value))
    let given = Interpreter.entry("inputs", of: value)
    inputs = given == .null ? [] : try TypedValue.entries(given)
    let declared = Interpreter.entry("typeRef", of: value)
    type =
      declared == .null
      ? nil : DeclaredType(named: try ConformanceCase.text("typeRef", of: value))
  }

  private static func text(_ key: String, of value: Value) throws(TypedValue.Problem) -> String {
    guard case .string(let text) = Interpreter.entry(key, of: value) else {
      throw TypedValue.Problem(message: "it has no text as its \"\(key)\"")
    }
    return text
  }

  /// Runs the case; nil where it holds, else what was expected and what came, on one line.
  private func failure(library: Library) -> String? {
    var result = Value.null
    var reasons: [FeelError] = []
    do {
      let evaluation = try Evaluation(
        expression,
        in: inputs,
        types: DeclaredType.lists,
        library: library
      )
      result = evaluation.value
      if let type { result = result.converted(to: type.type) ?? .null }
      reasons = evaluation.diagnostics
    } catch {
      // What is wrong with an expression makes it null, like what goes wrong in it.
      reasons = [error]
    }
    if Agreement.holds(expected, result) { return nil }
    let reason = reasons.first.map { reason in
      let (line, column) = reason.position(in: expression)
      return " (\(line):\(column): \(reason.message))"
    }
    return "\(id): expected \(Printer.text(of: expected)) got \(Printer.text(of: result))"
      + (reason ?? "")
  }
}
