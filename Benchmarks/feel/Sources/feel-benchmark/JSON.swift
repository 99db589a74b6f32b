internal import Feel
internal import Values

/// A value as peers read it: JSON, in which `{"date": …}` is a date.
func json(_ value: Value) -> String {
  switch value {
  case .string(let text): quoted(text)
  case .date(let date): #"{"date": "\#(date)"}"#
  case .list(let items): "[\(items.map(json).joined(separator: ", "))]"
  case .context(let entries):
    "{\(entries.map { "\(quoted($0.name)): \(json($0.value))" }.joined(separator: ", "))}"
  default: Printer.text(of: value)
  }
}

/// A text in quotes; the cases' have nothing but quotes in them that must not stand there as it is.
func quoted(_ text: String) -> String {
  "\"\(text.replacing("\"", with: "\\\""))\""
}
