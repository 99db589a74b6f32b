@testable import Extracts
import Findings
import Glibc
import Tables
import TestSupport
import Testing
import Values

/// Bills with a reference and an amount, the reference being the key.
private let schema = Schema(
  dataset: "bills",
  each: "bill",
  fields: [Field(name: "id", type: .text, blank: .refused), Field(name: "net", type: .money)],
  key: [0],
  control: 1
)

private func readBills(_ files: [String]) throws -> Extract {
  let folder = Folder()
  let paths = files.enumerated().map { folder.write("id,net\n" + $1, to: "\($0).csv") }
  var binding = Binding(schema: schema, files: paths)
  binding.maximumRejected = .rows(.max)
  return try read(binding, into: TextPool())
}

@Suite struct `More rejected rows than are listed` {
  @Test func `are all counted, by reason and with their money, and stay in the table`() throws {
    let most = RejectedRow.mostListed
    // Each third row has a reference that another has, each third no amount, each third none of its cells.
    var rows = ""
    for number in 0..<(most / 3 + 10) { rows += "K\(number % 2),0.01\nR\(number),x\nshort\n" }
    let extract = try readBills([rows])
    let each = most / 3 + 10
    #expect(extract.record.rejected.rows == 3 * each)
    #expect(extract.record.rejected.pence == Int128(each))
    #expect(
      extract.record.reasons == [
        RejectionReason(code: .unique, heading: nil): each,
        RejectionReason(code: .typeError, heading: "net"): each,
        RejectionReason(code: .missingCell, heading: nil): each,
      ]
    )
    #expect(
      extract.record.countedReasons.map(\.reason.code) == [.missingCell, .typeError, .unique]
    )
    #expect(extract.table.rowCount == 3 * each)
    // The first are listed, in the order of the file, whatever is wrong with them.
    #expect(extract.rejected.count == most)
    #expect(extract.rejected.map(\.location.line) == Array(2...most + 1))
    let codes: [RejectionCode] = [.unique, .typeError, .missingCell]
    #expect(extract.rejected.enumerated().allSatisfy { $1.code == codes[$0 % 3] })
    #expect(
      extract.rejected[0].explanation
        == "the key id \"K0\" is also on line 8, line 14, line 20, line 26, line 32 and "
        + "\((each + 1) / 2 - 6) more; none of these rows can be trusted"
    )
  }

  @Test func `are counted by their heading where a column is at fault`() throws {
    let extract = try readBills(["1,x\n,1.00\n2,y\n,z\n3,1.005\n"])
    #expect(
      extract.record.reasons == [
        RejectionReason(code: .typeError, heading: "net"): 3,
        RejectionReason(code: .missingValue, heading: "id"): 2,
      ]
    )
  }
}

@Suite struct `Names of a source's files` {
  @Test(arguments: [
    (["in/a.csv", "in/b.csv"], ["a.csv", "b.csv"]),
    (["in/may/a.csv", "in/june/a.csv", "in/june/b.csv"], ["may/a.csv", "june/a.csv", "b.csv"]),
    (["x/m/a.csv", "y/m/a.csv", "y/n/a.csv"], ["x/m/a.csv", "y/m/a.csv", "n/a.csv"]),
    (["m/a.csv", "x/m/a.csv"], ["m/a.csv", "x/m/a.csv"]),
    (["m/a.csv", "m//a.csv", "/b.csv"], ["m/a.csv", "m//a.csv", "b.csv"]),
    (["a.csv", "a.csv"], ["a.csv", "a.csv"]),
  ])
  func `are as short as they can be and still differ`(_ paths: [String], _ names: [String]) {
    let found = distinctNames(of: paths)
    #expect(paths.map { found[$0] } == names)
  }

  @Test func `tell where a row is, in whichever folder`() throws {
    let folder = Folder()
    let paths = ["may", "june"].map { month in
      let status = unsafe mkdir("\(folder.path)/\(month)", 0o700)
      precondition(status == 0)
      return folder.write("id,net\n1,\(month)\n", to: "\(month)/bills.csv")
    }
    defer {
      for month in ["may", "june"] { folder.remove("\(month)/bills.csv", andFolder: month) }
    }
    var binding = Binding(schema: schema, files: paths)
    binding.maximumRejected = .rows(.max)
    let delivery = Delivery(binding)
    let extract = try read(binding, into: TextPool())
    #expect(extract.rejected.map(\.location.file) == ["may/bills.csv", "june/bills.csv"])
    #expect(extract.record.files.map(\.name) == ["may/bills.csv", "june/bills.csv"])
    #expect(try delivery.rawRows(of: extract).map(\.text) == ["1,may", "1,june"])
    // A date in a name is looked for in the name alone.
    let date = try #require(NameDate("b{date}*", written: .iso, within: 1))
    #expect(date.date(in: "b2024-05-01.csv") != nil)
    #expect(
      date.check(["may/b2024-05-01.csv"], asAt: try #require(CalendarDate(iso: "2024-05-01")))
        .result
        == .passed
    )
  }

  @Test func `of more than can be told apart refuse the source`() throws {
    var rows = CollectedRows(schema: schema, pool: TextPool())
    for number in 0..<RowPlaces.mostSources {
      rows.begin(file: "\(number)")
      try rows.begin(sheet: nil, headings: [], line: 1)
    }
    let error = try #require(throws: ExtractError.self) {
      try rows.begin(sheet: nil, headings: [], line: 1)
    }
    #expect(error.message.contains("65536 files and sheets"))
  }
}

@Suite struct `Rejected rows as they stand` {
  @Test func `are the lines of a cell that may hold rows, each by itself`() throws {
    let folder = Folder()
    let text = "id,net,why\n1,\"2.00,x\n2,3.00,y\r\n\n3\",4.00,z\nx,y\n5,6.00,v\n"
    var binding = Binding(schema: schema, files: [folder.write(Array(text.utf8), to: "bills.csv")])
    binding.maximumRejected = .rows(.max)
    let extract = try read(binding, into: TextPool())
    let rows = try Delivery(binding).rawRows(of: extract)
    #expect(extract.rejected.map(\.location.line) == [2, 3, 5, 6])
    #expect(rows.map(\.location.line) == [2, 3, 5, 6])
    #expect(rows.map(\.text) == ["1,\"2.00,x", "2,3.00,y", "3\",4.00,z", "x,y"])
  }

  @Test func `are those of sheets, too, with commas between their cells`() throws {
    let folder = Folder()
    let cells: [[MadeCell]] = [
      ["id", "net", "why"], ["1", .number("2.5"), "fits"],
      ["2", "x", "\"so\", he said"], [.none, .number("0.10"), "no id"],
    ]
    let path = folder.write(book([("Sheet", sheetXML(cells))]).bytes, to: "bills.xlsx")
    var binding = Binding(schema: schema, files: [path])
    binding.maximumRejected = .rows(.max)
    let rows = try Delivery(binding).rawRows(of: read(binding, into: TextPool()))
    #expect(rows.map(\.location.line) == [3, 4])
    #expect(rows.map(\.location.sheet) == ["Sheet", "Sheet"])
    #expect(rows.map(\.text) == ["2,x,\"\"\"so\"\", he said\"", ",0.1,no id"])
  }
}
