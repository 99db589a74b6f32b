import Rules
import TestSupport
import Testing

/// Reads the abstract definitions, changed in places, and says what is wrong with them.
struct Reading {
  var datasets: [(name: String, text: String)] = AbstractDefinitions.datasets
  var rules: [(name: String, text: String)] = [("low-booking", AbstractDefinitions.rule)]

  /// The definitions with a text of the rule replaced; the text must be there, and once.
  static func rule(_ old: String, _ new: String) throws -> Reading {
    var reading = Reading()
    reading.rules[0].text = try replaced(old, new, in: reading.rules[0].text)
    return reading
  }

  /// The definitions with a text of a dataset replaced.
  static func dataset(_ name: String, _ old: String, _ new: String) throws -> Reading {
    var reading = Reading()
    let index = try #require(reading.datasets.firstIndex { $0.name == name })
    reading.datasets[index].text = try replaced(old, new, in: reading.datasets[index].text)
    return reading
  }

  static func replaced(_ old: String, _ new: String, in text: String) throws -> String {
    let parts = text.split(separator: old, omittingEmptySubsequences: false)
    try #require(parts.count == 2, "\"\(old)\" stands once in the text")
    return parts.joined(separator: new)
  }

  var sources: (datasets: [SourceText], rules: [SourceText]) {
    (
      datasets.map { SourceText(name: "datasets/\($0.name).yaml", text: $0.text) },
      rules.map { SourceText(name: "rules/\($0.name).yaml", text: $0.text) }
    )
  }

  func rulebook() throws(DefinitionErrors) -> Rulebook {
    try Rulebook.read(
      datasets: sources.datasets,
      rules: sources.rules,
      audiences: ["inner", "outer"]
    )
  }

  /// What is wrong.
  var errors: [Diagnostic] {
    do {
      _ = try rulebook()
      return []
    } catch {
      return error.diagnostics
    }
  }

  /// The one thing that is wrong, which must stand where a text of the file stands.
  func error(at text: String, length: Int? = nil) throws -> Diagnostic {
    let errors = errors
    try #require(errors.count == 1, "\(DefinitionErrors(errors))")
    let all = sources
    let source = try #require((all.datasets + all.rules).first { $0.name == errors[0].file })
    let place = try place(of: text, in: source.text)
    #expect(errors[0].line == place.line && errors[0].column == place.column, "\(errors[0])")
    if let length { #expect(errors[0].length == length, "\(errors[0])") }
    return errors[0]
  }

  /// The line and column, from 1, of a text that stands once in a file.
  private func place(of text: String, in file: String) throws -> (line: Int, column: Int) {
    let parts = file.split(separator: text, omittingEmptySubsequences: false)
    try #require(parts.count == 2, "\"\(text)\" stands once in the file")
    let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.count, (lines.last?.count ?? 0) + 1)
  }
}
