@testable import Extracts
import Findings
import Tables
import Testing
import Values

@Suite struct `Rows delivered twice` {
  private func read(_ files: [String], hasKey: Bool = true) throws -> Extract {
    let folder = Folder()
    let paths = files.enumerated().map { folder.write("id,net\n" + $1, to: "\($0).csv") }
    let schema = Schema(
      dataset: "bills",
      each: "bill",
      fields: [Field(name: "id", type: .text, blank: .refused), Field(name: "net", type: .money)],
      key: hasKey ? [0] : [],
      control: 1
    )
    var binding = Binding(schema: schema, files: paths)
    binding.maximumRejected = .rows(.max)
    return try Extracts.read(binding, into: TextPool())
  }

  @Test
  func `one copy of a row in two files is loaded, and the others are counted with their money`()
    throws
  {
    let extract = try read(["1,5.00\n2,6.00\n", "2,6.00\n3,7.00\n", "2,6.00\n"])
    let record = extract.record
    #expect(extract.rejected.isEmpty)
    #expect((record.loaded.rows, record.loaded.pence) == (3, 1800))
    #expect((record.deliveredTwice.rows, record.deliveredTwice.pence) == (2, 1200))
    #expect((record.read.rows, record.read.pence) == (5, 3000))
    #expect(record.files.map { $0.contents?.read.rows } == [2, 2, 1])
    #expect(extract.table.rowCount == 3)
  }

  @Test func `rows without a key that are the same are loaded, and told`() throws {
    let files = ["1,5.00\n1,5.00\n2,\n3,x\n", "1,5.00\n1,5.00\n1,5.00\n2,\n4,5.00\n", "1,5.00\n"]
    let extract = try read(files, hasKey: false)
    #expect(extract.record.deliveredTwice.rows == 0)
    #expect(extract.record.loaded.rows == 9)
    // Two of the three in the second file, the one without money, and the one in the third.
    #expect(
      (extract.alike.rows, extract.alike.pence, extract.alike.rowsWithoutMoney) == (4, 1500, 1)
    )
    let facts = DeliveryFacts(
      record: extract.record,
      modified: [],
      now: 0,
      asAt: CalendarDate(dayNumber: 0),
      alike: extract.alike
    )
    let check = Guard.noRowsTwice(.refuse).check(facts)
    #expect(check.result == .refused)
    #expect(
      check.explanation.hasPrefix("4 rows (15.00 GBP) that an earlier file has, too, in every")
    )
    #expect(try read(["1,5.00\n1,5.00\n2,\n2,\n"], hasKey: false).alike.rows == 0)
    #expect(try read(["1,5.00\n", "1,5.01\n2,5.00\n"], hasKey: false).alike.rows == 0)
    #expect(try read(files).alike.rows == 0)
    // What does not fit is rejected once, and counted there.
    let faulty = try read(["1,x\n", "1,x\n1,5.00\n"], hasKey: false)
    #expect(faulty.alike.rows == 0 && faulty.record.deliveredTwice.rows == 1)
  }

  @Test func `a row that differs, or that one file has twice, is a row with a shared key`() throws {
    let differing = try read(["1,5.00\n", "1,5.01\n"])
    #expect(differing.rejected.map(\.code) == [.unique, .unique])
    let twice = try read(["1,5.00\n1,5.00\n", "1,5.00\n"])
    #expect(twice.rejected.map(\.location.file) == ["0.csv", "0.csv"])
    #expect(twice.record.deliveredTwice.rows == 1)
  }

  @Test func `a row that does not fit is rejected once, written alike in a later file`() throws {
    let extract = try read([
      "1,x\n2\n3,1.00,4\n1,x\n", "2\n1,x\n1,y\n3,1.00,5\n", "3,1.00,4\n1, x\n1,x\n1,x\n",
    ])
    let record = extract.record
    #expect(
      extract.rejected.map { "\($0.location.file):\($0.location.line)" } == [
        "0.csv:2", "0.csv:3", "0.csv:4", "0.csv:5", "1.csv:4", "1.csv:5", "2.csv:3",
      ]
    )
    #expect(record.rejected.rows == 7)
    #expect((record.deliveredTwice.rows, record.deliveredTwice.rowsWithoutMoney) == (5, 5))
    #expect(record.files.map { $0.contents?.read.rows } == [4, 4, 4])
  }

  @Test func `a row that cannot be split is rejected each time it comes`() throws {
    let extract = try read(["\"1,x\n2,1.00\n", "\"1,x\n3,1.00\n"])
    #expect(extract.rejected.map(\.code) == [.quoting, .quoting])
    #expect(extract.record.deliveredTwice.rows == 0)
  }

  @Test func `a file with the bytes of an earlier one brings nothing new, whatever it holds`()
    throws
  {
    let rows = "1,5.00\n1,6.00\n2,x\n\"3,1.00\n4,7.00\n"
    let once = try read([rows])
    let extract = try read([rows, "5,8.00\n", rows, rows])
    let record = extract.record
    #expect(extract.rejected == once.rejected)
    #expect((record.loaded.rows, record.loaded.pence) == (2, 1500))
    #expect((record.deliveredTwice.rows, record.deliveredTwice.pence) == (10, 3600))
    #expect(record.deliveredTwice.rowsWithoutMoney == 4)
    #expect(record.files.map { $0.contents?.read.rows } == [5, 1, 5, 5])
    #expect(record.files.map(\.name) == ["0.csv", "1.csv", "2.csv", "3.csv"])
    #expect(record.files[2].contents == record.files[0].contents)
    // Other bytes, the same rows.
    let other = try read(["1,5.00\n2,6.00\n", "1,5.00\n2,6.00\n\n"])
    #expect((other.record.loaded.rows, other.record.deliveredTwice.rows) == (2, 2))
  }
}
