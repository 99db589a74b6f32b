@testable import Extracts
import TestSupport
import Testing

private func trimmed(_ text: String) -> String {
  let bytes = Array(text.utf8)
  return String(decoding: bytes[CellText.trimmed(bytes.span)], as: UTF8.self)
}

@Suite struct `Texts of cells` {
  @Test(arguments: [
    " ", "\t", "\u{A0}", "\u{2009}", "\u{200B}", "\u{200E}", "\u{FEFF}", "\u{3000}", "\u{2060}",
    "\u{202F}", "\u{85}", "\u{1680}",
  ])
  func `spaces and what looks like one are taken off both ends`(space: String) {
    #expect(trimmed("\(space)a\(space)b\(space)\(space)") == "a\(space)b")
    #expect(trimmed(space) == "")
    #expect(trimmed("\(space) \(space)x") == "x")
  }

  @Test func `nothing else is taken off, and runs of spaces inside are kept`() {
    for text in ["a", "£5", "é", "a  b", "—", "日本", "\u{301}"] { #expect(trimmed(text) == text) }
  }

  @Test func `trimming agrees with Unicode's own list of spaces`() {
    for value in UInt32(0)...0x3100 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if scalar.properties.isWhitespace { #expect(trimmed("x\(scalar)") == "x", "U+\(value)") }
      // Of the rest, only marks that show nothing go.
      let showsNothing =
        scalar.properties.generalCategory == .format || scalar.properties.isWhitespace
      if trimmed("x\(scalar)") == "x" && !showsNothing {
        // Code points that are not assigned stand among the invisible ones.
        #expect(scalar.properties.generalCategory == .unassigned, "U+\(value)")
      }
    }
  }

  @Test func `accented letters are stored in one way however they are written`() throws {
    let (_, rows) = try readRows("a,b,c\nCafe\u{301},Café,\u{212B}\n")
    #expect(
      rows.first.map { $0.map { Array($0.unicodeScalars) } }
        == ["Caf\u{E9}", "Caf\u{E9}", "\u{C5}"].map { Array($0.unicodeScalars) }
    )
  }

  @Test func `a heading is found however its accents and spaces are written`() throws {
    let (_, rows) = try readRows(
      "\u{FEFF}\u{A0}Cafe\u{301}  de\u{200B}\u{A0}Paris\u{2009},b,c\n1,2,3\n"
    ) {
      $0.columns = ["a": BoundColumn("Café de Paris")]
    }
    #expect(rows == [["1", "2", "3"]])
  }

  @Test func `a text in normal form is not changed, and normalizing again changes nothing`() {
    let pieces = [
      "a", "e\u{301}", "é", "\u{301}", "’", "\u{1100}\u{1161}", "\u{323}\u{307}", "q", "日",
    ]
    for seed in Soak.seeds(short: 300, long: 100_000) {
      var random = SeededGenerator(seed: seed)
      var text = ""
      for _ in 0..<5 { text += pieces.randomElement(using: &random) ?? "" }
      let normal = NormalText.normal(text)
      // Swift compares texts by their normal form.
      #expect(normal == text, "\(random)")
      #expect(Array(NormalText.normal(normal).utf8) == Array(normal.utf8), "\(random)")
      let bytes = Array(text.utf8)
      if NormalText.isNormal(bytes.span) { #expect(Array(normal.utf8) == bytes, "\(random)") }
    }
  }

  @Test(arguments: [
    ("TRUE", true), ("yes", true), ("Y", true), ("1", true), ("False", false), ("NO", false),
    ("n", false), ("0", false),
  ])
  func `true and false are read in any case`(text: String, value: Bool) {
    let bytes = Array(text.utf8)
    #expect(BooleanText.value(bytes.span) == value)
  }

  @Test(arguments: ["", "x", "tru", "truee", "11", "\u{11}", "yes!", "N/A", "Noo", "\u{10}"])
  func `other words are neither true nor false`(text: String) {
    let bytes = Array(text.utf8)
    #expect(BooleanText.value(bytes.span) == nil)
  }

  @Test(arguments: [
    ("", true), ("N/A", true), ("n/a", false), ("N/A.", false), ("#N/A", true), ("REDACTED", true),
    ("REDACTED PERSONAL DATA", true), ("REDACT", false), ("Cafe\u{301}", false), ("Café", true),
    ("N", false), ("nil", true), ("nils", false),
  ])
  func `blanks are compared letter for letter, or by their beginning`(text: String, isBlank: Bool) {
    let blanks = BlankTexts(["N/A", "#N/A", "REDACTED…", "Cafe\u{301}", "", " nil "])
    let bytes = Array(text.utf8)
    #expect(blanks.contains(bytes.span) == isBlank)
  }
}
