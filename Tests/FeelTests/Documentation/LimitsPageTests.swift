import TestSupport
import Testing

@testable import Feel

@Suite struct LimitsPageTests {
  @Test(arguments: [
    ("text of one expression", Lexer.maximumLength),
    ("levels that an expression nests", Parser.maximumDepth),
    ("steps of one evaluation", Limits.steps), ("levels of evaluation", Limits.depth),
    ("parts of one value", Limits.parts), ("levels that one value nests", Limits.nesting),
    ("characters of a pattern", PatternParser.maximumLength),
  ])
  func `a limit is what the page says`(what: String, limit: Int) throws {
    let page = try #require(DocumentPage("feel.md"))
    let row = try #require(page.lines.first { $0.hasPrefix("| " + what) })
    #expect(row.hasSuffix(" \(grouped(limit)) |"), "\(row)")
  }

  /// The number with thousands separated.
  private func grouped(_ number: Int) -> String {
    number < 1000
      ? "\(number)" : grouped(number / 1000) + "," + String("\(1000 + number % 1000)".dropFirst())
  }
}
