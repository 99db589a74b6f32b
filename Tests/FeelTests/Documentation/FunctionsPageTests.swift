import Feel
import TestSupport
import Testing

/// The page of functions and the library have the same.
@Suite struct FunctionsPageTests {
  static let additions = "What rules have beside these"

  @Test func `the page has every function of the library, and no other`() throws {
    let page = try #require(DocumentPage("feel-functions.md"))
    let documented = Set(page.terms.filter { $0.heading != Self.additions }.map(\.term))
    let clock: Set = ["now()", "today()"]
    let library = Set(Library.standard.names.flatMap(Self.signatures(of:)))
    #expect(library.subtracting(documented).sorted() == [], "not on the page")
    #expect(documented.subtracting(library).subtracting(clock).sorted() == [], "not in the library")
    #expect(clock.isSubset(of: documented))
  }

  @Test(arguments: Library.standard.names)
  func `every function has an example`(name: String) throws {
    let page = try #require(DocumentPage("feel-functions.md"))
    #expect(page.examples("feel").contains { $0.expression.contains(name + "(") })
  }

  /// How the page writes the forms of a function: `append(list, item, …)`.
  ///
  /// The forms of one to three values, `sum(n1, n2)`, are those of any number of them: `sum(n, …)`.
  private static func signatures(of name: String) -> [String] {
    let functions = Library.standard.functions(named: name)
    let letters = functions.filter { $0.isVariadic && $0.parameters.count == 1 }
      .map { $0.parameters[0].name }
    return functions.compactMap { function in
      let names = function.parameters.map(\.name)
      let isOfValues = letters.contains { letter in
        names == names.indices.map { "\(letter)\($0 + 1)" }
      }
      guard !isOfValues else { return nil }
      return "\(name)(\(names.joined(separator: ", "))\(function.isVariadic ? ", …" : ""))"
    }
  }
}
