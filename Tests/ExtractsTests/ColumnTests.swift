import Extracts
import Findings
import Tables
import Testing

@Suite struct `Columns of a file` {
  private func texts(_ text: String, _ columns: [String: BoundColumn]) throws -> [[String]] {
    try readRows(text) { $0.columns = columns }.texts
  }

  @Test func `are found by any of the headings that a source has used over the years`() throws {
    let columns = ["b": BoundColumn("Document Number", "DocumentNo")]
    #expect(try texts("a,Document Number,c\n1,2,3\n", columns) == [["1", "2", "3"]])
    #expect(try texts("a,DocumentNo,c\n1,2,3\n", columns) == [["1", "2", "3"]])
    let error = try #require(throws: ExtractError.self) {
      try texts("a,DocumentNo,Document Number,c\n1,2,2,3\n", columns)
    }
    #expect(
      error.message.contains(
        "the headings \"Document Number\" and \"DocumentNo\" are both there, over columns 2 and 3"
      )
    )
  }

  @Test func `that share a heading are told apart by their order`() throws {
    let second = BoundColumn(place: .heading(["Amount"], which: 2))
    #expect(try texts("a,Amount,Amount,c\n1,2,4,3\n", ["b": second]) == [["1", "4", "3"]])
    let error = try #require(throws: ExtractError.self) {
      try texts("a,Amount,c\n1,2,3\n", ["b": second])
    }
    #expect(error.message.contains("\"Amount\" for the second time"))
  }

  @Test func `without a heading are found by their position`() throws {
    let third = BoundColumn(place: .position(3))
    #expect(try texts("a,,,c\n1,x,2,3\n", ["b": third]) == [["1", "2", "3"]])
    let short = try readRows("a,c\n1,2\n1,3,2\n") { $0.columns = ["b": third] }
    #expect(short.texts == [["1", "2", "3"]])
    #expect(short.extract.rejected.map(\.code) == [.missingCell])
  }

  @Test func `that a source does not deliver are empty`() throws {
    #expect(try texts("a,c\n1,3\n", ["b": BoundColumn(place: .absent)]) == [["1", "", "3"]])
  }
}
