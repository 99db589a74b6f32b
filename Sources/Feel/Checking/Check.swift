/// Parses an expression, resolves its names and checks its types.
///
/// - Parameters:
///   - text: The expression.
///   - scope: The names that it may use.
///   - library: The functions that it may call.
///   - mode: Whether what can only be null, or may be null unguarded, is refused.
/// - Returns: The checked expression; its variables have the numbers of the scope.
/// - Throws: What is wrong with the text, and where.
public func check(
  _ text: String,
  scope: Scope,
  library: Library = .standard,
  mode: CheckingMode = .strict
) throws(FeelError) -> CheckedExpression {
  try checkWithWarnings(text, scope: scope, library: library, mode: mode).expression
}

/// Parses and checks an expression, and tells what of it can only be null.
///
/// - Parameters:
///   - text: The expression.
///   - scope: The names that it may use.
///   - library: The functions that it may call.
///   - mode: Whether what can only be null, or may be null unguarded, is refused.
/// - Returns: The checked expression, and, in standard mode, what strict mode would have refused.
/// - Throws: What is wrong with the text, and where.
public func checkWithWarnings(
  _ text: String,
  scope: Scope,
  library: Library = .standard,
  mode: CheckingMode = .strict
) throws(FeelError) -> (expression: CheckedExpression, warnings: [FeelError]) {
  let expression = try Parser.parse(text, scope: scope, library: library)
  var checker = Checker(text: text, scope: scope, library: library, mode: mode)
  return (try checker.check(expression), checker.warnings)
}
