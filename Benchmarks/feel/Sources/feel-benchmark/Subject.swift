@testable internal import Feel

/// A case made ready: its names with their types and values, and the tree of each step.
struct Subject {
  let text: String
  let scope: Scope
  let names: [String]
  let values: [Value]
  let parsed: Expression
  let checked: CheckedExpression

  /// Reads and checks a case.
  init(_ example: Case) throws(FeelError) {
    text = example.text
    let context = try Feel.check(example.variables, scope: Scope(variables: []))
    guard case .context(let type) = context.type,
      case .context(let entries) = Interpreter().evaluate(context, variables: [])
    else { preconditionFailure("\(example.name): the variables are a context") }
    scope = Scope(variables: type.entries.map { ($0.name, $0.type) })
    names = entries.map(\.name)
    values = entries.map(\.value)
    parsed = try Parser.parse(text, scope: scope, library: .standard)
    checked = try Feel.check(text, scope: scope)
  }

  /// Makes the tree of the text.
  func parse() {
    _ = try? Parser.parse(text, scope: scope, library: .standard)
  }

  /// Resolves the tree's names and finds its types.
  func check() {
    var checker = Checker(text: text, scope: scope, library: .standard, mode: .strict)
    _ = try? checker.check(parsed)
  }

  /// The value.
  @discardableResult func evaluate() -> Value {
    Interpreter().evaluate(checked, variables: values)
  }
}

/// The value that a text of the language writes.
func value(of text: String) throws(FeelError) -> Value {
  Interpreter().evaluate(try check(text, scope: Scope(variables: [])), variables: [])
}
