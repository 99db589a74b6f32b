/// Parses an expression, resolves its names and checks its types.
///
/// - Parameters:
///   - text: The expression.
///   - scope: The names that it may use.
///   - library: The functions that it may call.
///   - guards: Whether it must rule out null before it uses what may be null.
/// - Returns: The checked expression; its variables have the numbers of the scope.
/// - Throws: What is wrong with the text, and where.
public func check(
  _ text: String,
  scope: Scope,
  library: Library = .standard,
  guards: GuardPolicy = .required
) throws(FeelError) -> CheckedExpression {
  let expression = try Parser.parse(text, library: library)
  var checker = Checker(text: text, scope: scope, library: library, guards: guards)
  return try checker.check(expression)
}
