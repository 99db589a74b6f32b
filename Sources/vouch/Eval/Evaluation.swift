import Feel

/// What an expression gives among some values, and what there is to say of it.
struct Evaluation {
  let value: Value
  /// Warnings, and why something is null.
  let diagnostics: [FeelError]

  /// Checks and evaluates an expression; the names that it may use, and their types, are those of the values.
  ///
  /// - Throws: Why the text is no expression.
  init(
    _ text: String,
    in entries: [Value.ContextEntry],
    types: [String: FeelType] = [:],
    library: Library
  ) throws(FeelError) {
    let scope = Scope(
      variables: entries.map { (name: $0.name, type: FeelType(of: $0.value)) },
      types: types
    )
    let checked = try checkWithWarnings(text, scope: scope, library: library, mode: .standard)
    let result = Interpreter().evaluateExplained(
      checked.expression,
      variables: entries.map(\.value)
    )
    value = result.value
    // What the checker saw coming need not be told again when it came.
    let foreseen = Set(checked.warnings.map(\.source))
    diagnostics = checked.warnings + result.diagnostics.filter { !foreseen.contains($0.source) }
  }
}
