import Feel
import Testing
import Values

/// The names that the tests use: a row with an open end, related rows, and simple values.
let scope = Scope(variables: [
  ("n", .number), ("m", .nullable(.number)), ("text", .string), ("flag", .boolean),
  ("maybe", .nullable(.boolean)), ("day", .date), ("stay", .context(stay)),
  ("stays", .list(.context(stay))), ("other", .nullable(.context(stay))),
  ("numbers", .list(.number)), ("gaps", .list(.nullable(.number))),
  ("many", .nullable(.list(.number))), ("term", .range(.date)),
])

let stay = ContextType(
  name: "stay",
  entries: [
    .init(name: "start_date", type: .date), .init(name: "end_date", type: .nullable(.date)),
    .init(name: "cost", type: .number), .init(name: "lot", type: .string),
    .init(name: "n", type: .string),
  ]
)

/// The value of an expression as the language writes it.
func value(
  _ text: String,
  mode: CheckingMode = .strict,
  _ variables: [Value] = []
) throws -> String {
  let checked = try check(text, scope: scope, mode: mode)
  return Printer.text(of: Interpreter().evaluate(checked, variables: variables))
}

/// The value of an expression in standard mode, as the language writes it.
func standard(_ text: String) throws -> String {
  try value(text, mode: .standard)
}

/// Why an expression, or a part of it, is null in standard mode: the places and messages.
func explanations(_ text: String) throws -> [String] {
  let checked = try check(text, scope: scope, mode: .standard)
  return Interpreter().evaluateExplained(checked, variables: []).diagnostics.map {
    "\($0.source.lower): \($0.message)"
  }
}

/// The type of an expression, as messages call it.
func type(_ text: String, mode: CheckingMode = .strict) throws -> String {
  try check(text, scope: scope, mode: mode).type.description
}

/// The message that an expression is refused with; nil when it is not.
func refusal(_ text: String, mode: CheckingMode = .strict) -> FeelError? {
  do {
    _ = try check(text, scope: scope, mode: mode)
    return nil
  } catch {
    return error
  }
}
