import Sheets
import TestSupport
import Testing
import Values

@Suite struct `Numbers of cells` {
  /// What is written, and what Excel shows for it.
  @Test(arguments: [
    ("9533.910000000003", "9533.91"), ("0.10000000000000001", "0.1"),
    ("66240.39999999999", "66240.4"), ("1.1000000000000001", "1.1"), ("12.50", "12.50"),
    ("0", "0"), ("-0.30000000000000004", "-0.3"), ("100", "100"), ("1E-3", "0.001"),
    ("1.5E+3", "1500"), ("2.5e2", "250"), ("123456789012345", "123456789012345"),
    ("1234567890123456", "1234567890123460"), ("999999999999999.96", "1000000000000000"),
    ("0.1000000000000000055511151231257827021181583404541015625", "0.1"),
    ("4.9406564584124654E-324", "4.94065645841247E-324"),
    (".5", "0.5"), ("5.", "5"),
  ])
  func `are shown to fifteen digits`(written: String, shown: String) throws {
    let value = try #require(try values(Book(rows: "<row><c><v>\(written)</v></c></row>")).first)
    #expect(value.shown == shown)
  }

  @Test func `keep all digits that are written`() throws {
    let texts = ["9533.910000000003", "1234567890123456789", "-0.10000000000000001", "1.7E+2"]
    let exact = ["9533.910000000003", "1234567890123456789", "-0.10000000000000001", "170"]
    let cells = texts.map { "<c><v>\($0)</v></c>" }.joined()
    let numbers = try values(Book(rows: "<row>\(cells)</row>")).map { value in
      guard case .number(let number) = value else { throw NotNumber() }
      return number
    }
    #expect(numbers.map(\.written.description) == exact)
    #expect(numbers.map(\.isLonger) == [false, true, false, false])
  }

  @Test(arguments: [
    "", "-", "+", ".", "1e", "1E+", "E5", "1.2.3", "0x10", "NaN", "1E5.5", "--1", "1 2",
  ])
  func `are refused where they are none`(text: String) throws {
    let cells = try #require(
      try readSheet(Book(rows: "<row><c><v>\(text)</v></c></row>")).rows.first
    )
    .cells
    #expect(cells.map(\.value) == (text.isEmpty ? [] : [.fault(.malformed(text))]))
  }
}

private struct NotNumber: Error {}
