import TestSupport
import Testing

/// The sessions of the page on the language are those that one has.
@Suite struct EvalPageTests {
  @Test(arguments: DocumentPage("feel.md")?.blocks("console") ?? [])
  func `eval prints what the page shows`(session: DocumentPage.Block) throws {
    let command = try #require(session.lines.first?.text)
    let prefix = "$ vouch eval '"
    try #require(command.hasPrefix(prefix) && command.hasSuffix("'"), "\(session.place)")
    let result = try Program.vouch(["eval", String(command.dropFirst(prefix.count).dropLast())])
    let expected = session.lines.dropFirst().map { $0.text + "\n" }.joined()
    #expect(result.errors + result.output == expected, "\(session.place)")
  }
}
