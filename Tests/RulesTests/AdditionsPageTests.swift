import Feel
import Rules
import TestSupport
import Testing

/// The page of functions has those that rules have beside the standard's.
@Suite struct AdditionsPageTests {
  private static let library = Additions.library(weeksPerYear: .fiftyTwoWeeks)

  @Test func `the page has every addition, and no other`() throws {
    let page = try #require(DocumentPage("feel-functions.md"))
    let documented = Set(
      page.terms.filter { $0.heading == "What rules have beside these" }.map(\.term)
    )
    let names = Set(Self.library.names).subtracting(Library.standard.names)
    let additions = names.flatMap { Self.library.functions(named: $0) }.map { function in
      let parameters = function.parameters.map(\.name).joined(separator: ", ")
      return "\(function.name)(\(parameters)\(function.isVariadic ? ", …" : ""))"
    }
    #expect(documented.sorted() == additions.sorted())
  }

  @Test(arguments: DocumentPage("feel-functions.md")?.examples("feel-additions") ?? [])
  func `an example of an addition gives what the page says`(example: DocumentPage.Example) throws {
    let checked = try check(
      example.expression,
      scope: Scope(variables: []),
      library: Self.library
    )
    let value = Interpreter().evaluate(checked, variables: [])
    #expect(Printer.text(of: value) == example.result, "\(example.place)")
  }
}
