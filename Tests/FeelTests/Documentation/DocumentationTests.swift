import Feel
import TestSupport
import Testing

/// The pages on the language say what it does.
@Suite struct DocumentationTests {
  static let pages = ["feel.md", "feel-in-rules.md", "feel-functions.md", "feel-divergences.md"]

  static func examples(_ language: String) -> [DocumentPage.Example] {
    pages.compactMap(DocumentPage.init).flatMap { $0.examples(language) }
  }

  static func blocks(_ language: String) -> [DocumentPage.Block] {
    pages.compactMap(DocumentPage.init).flatMap { $0.blocks(language) }
  }

  @Test(arguments: pages)
  func `every page has examples`(name: String) throws {
    let page = try #require(DocumentPage(name), "there is no docs/\(name)")
    #expect(!(page.examples("feel") + page.examples("feel-rule")).isEmpty)
  }

  /// In standard mode; `refused: …` after the slashes is the error, anything else the value.
  @Test(arguments: examples("feel"))
  func `an example gives what the page says`(example: DocumentPage.Example) {
    let result: String
    do {
      let checked = try check(example.expression, scope: Scope(variables: []), mode: .standard)
      result = Printer.text(of: Interpreter().evaluate(checked, variables: []))
    } catch {
      result = "refused: \(error.message)"
    }
    #expect(result == example.result, "\(example.place)")
  }

  /// `given` lines declare the names; then `refused: …` after the slashes is the error, anything else the type.
  @Test(arguments: blocks("feel-rule"))
  func `an example of a rule has the type that the page says`(block: DocumentPage.Block) throws {
    var variables: [(name: String, type: FeelType)] = []
    var count = 0
    for (place, text) in block.lines where !text.isEmpty {
      if text.hasPrefix("given ") {
        variables.append(try Declaration.read(text.dropFirst(6)))
        continue
      }
      let example = DocumentPage.Example(text, place: place)
      count += 1
      let result: String
      do {
        result = try check(example.expression, scope: Scope(variables: variables)).type.description
      } catch {
        result = "refused: \(error.message)"
      }
      #expect(result == example.result, "\(place)")
    }
    #expect(!variables.isEmpty && count > 0)
  }

  /// The second line of an error is the expression.
  @Test(arguments: blocks("feel-error"))
  func `an error looks as the page shows it`(block: DocumentPage.Block) throws {
    let expression = String(try #require(block.lines.dropFirst().first?.text).dropFirst(2))
    let error = #expect(throws: FeelError.self, "\(block.place)") {
      try check(expression, scope: Scope(variables: []))
    }
    #expect(error?.rendered(in: expression, name: "expression") == block.text, "\(block.place)")
  }
}
