@testable import Extracts
import TestSupport
import Testing
import Values

/// What is found in a file with these bytes.
private func look(
  _ bytes: [UInt8],
  named name: String = "file.csv",
  personal: Set<String> = []
) throws -> FileProfile {
  let folder = Folder()
  return try inspect(folder.write(bytes, to: name), isPersonal: personal.contains)
}

/// How a text is written, and its table.
private func lookAtText(
  _ bytes: [UInt8],
  personal: Set<String> = []
) throws -> (traits: TextTraits, table: TableProfile?) {
  guard case .text(let traits, let table) = try look(bytes, personal: personal).form else {
    throw ExpectationFailed()
  }
  return (traits, table)
}

private func table(_ text: String, personal: Set<String> = []) throws -> TableProfile {
  try #require(try lookAtText(Array(text.utf8), personal: personal).table)
}

/// The column with these cells, under the heading `x` and beside others.
private func column(_ cells: [String], isPersonal: Bool = false) throws -> ColumnProfile {
  let rows = cells.enumerated().map { "\($0.offset),\"\($0.element)\",z" }
  let text = "first,x,last\n" + rows.joined(separator: "\n") + "\n"
  return try table(text, personal: isPersonal ? ["x"] : []).columns[1]
}

/// The column with these cells, which must be numbers with two digits after the point, and how they are written.
private func pence(_ cells: [String]) throws -> (column: ColumnProfile, style: NumberStyle) {
  let found = try column(cells)
  guard case .decimal(2, let style) = found.content else {
    Issue.record("\(found.content)")
    return (found, [])
  }
  return (found, style)
}

/// The day that a text such as 12May2024 means, worked out apart.
private func date(_ text: String) -> CalendarDate {
  let day = Int(text.prefix { $0.isNumber }) ?? 0
  let name = text.drop { $0.isNumber }.prefix { $0.isLetter }.prefix(3).lowercased()
  let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  let year = Int(text.reversed().prefix { $0.isNumber }.reversed().map(String.init).joined()) ?? 0
  let month = (names.firstIndex(of: name) ?? -1) + 1
  return CalendarDate(year: year < 100 ? 2000 + year : year, month: month, day: day)
    ?? CalendarDate(dayNumber: 0)
}

private struct ExpectationFailed: Error {}

@Suite struct `What a column holds` {
  @Test(arguments: [
    (["1 234,50", "0,75", "-12,00"], NumberStyle.spaces),
    (["1.234,50", "€ 1,5", "2.000.000,00"], .points),
  ])
  func `a comma before the pence is told from one between thousands`(
    cells: [String],
    grouping: NumberStyle
  ) throws {
    let (found, style) = try pence(cells)
    #expect(style.isSuperset(of: [.decimalComma, grouping]) && !style.contains(.commas))
    #expect(found.total == (grouping == .spaces ? "1,223.25" : "2,001,236.00"))
  }

  @Test(arguments: [
    (["CR 12.00", "DR 7.00", "cr £1,000.00"], NumberStyle([.credit, .debit]), "-1,005.00"),
    (["\u{2013}12.50", "\u{2212}0.25", "3.00"], .minus, "-9.75"),
    (["12.50\u{2013}", "0.25\u{2212}", "3.00"], .trailingMinus, "-9.75"),
    (["1\u{2019}234.50", "2'000.00", "3.00"], .apostrophes, "3,237.50"),
  ])
  func `signs and separators that word processors and ledgers write`(
    cells: [String],
    style: NumberStyle,
    total: String
  ) throws {
    let (found, written) = try pence(cells)
    #expect(written.isSuperset(of: style))
    #expect(found.total == total)
  }

  @Test(arguments: [
    "Crown Care", "Drake House", "CR", "Dr 5 Smith", "CR12CR", "cr", "1\u{2019}2", "CR CR 5",
  ])
  func `what only begins so is a text`(cell: String) throws {
    let found = try column([cell, cell + "x", cell + "y"])
    #expect(found.range == nil)
  }

  @Test func `dates of digits alone, the day or the year first`() throws {
    let british = try column(["01022024", "31122023", "15082024"])
    #expect(british.content == .whole(.leadingZeros))
    #expect(british.numberedDays?.pattern == "ddmmyyyy")
    #expect(british.numberedDays?.days.lowerBound == CalendarDate(year: 2023, month: 12, day: 31))
    #expect(british.numberedDays?.days.upperBound == CalendarDate(year: 2024, month: 8, day: 15))
    #expect(try column(["20240201", "20231231"]).numberedDays?.pattern == "yyyymmdd")
    // Thirty-two is no day, and so the column is one of references.
    guard case .text = try column(["01022024", "32122023", "15082024"]).content else {
      Issue.record("references are texts")
      return
    }
  }

  @Test(arguments: [
    (["12May2024", "01jun2024", "30SEP2023"], "ddMonyyyy"),
    (["1May24", "30June24", "2Aug24"], "dMonthyy"),
  ])
  func `dates with nothing between their parts`(cells: [String], pattern: String) throws {
    let found = try column(cells)
    guard case .date(let patterns, _) = found.content else {
      Issue.record("\(found.content)")
      return
    }
    if patterns.count == 1 { #expect(patterns == [pattern]) }
    for text in cells {
      #expect(
        patterns.contains { DateFormat($0)?.read(Array(text.utf8).span) == .date(date(text)) },
        "\(text) \(patterns)"
      )
    }
  }

  @Test func `what no format reads is told`() throws {
    let dates = try column(["1st April 2024", "22nd May 2024", "3RD June 24", "4th-Jul-2024 10:11"])
    #expect(dates.unreadForms.map(\.form) == [.ordinal])
    #expect(dates.unreadForms.map(\.count) == [4])
    let numbers = try table("a,b\n1,\"=\"\"12.00\"\"\"\n2,\"=\"\"0013\"\"\"\n3,x\n").columns[1]
    #expect(numbers.unreadForms.map(\.form) == [.formula])
    #expect(numbers.unreadForms.map(\.count) == [2])
    #expect(
      try column(["1st Choice Care", "2nd Chance", "=12", "=\u{201C}x\u{201D}"]).unreadForms.isEmpty
    )
  }

  @Test func `tables beside each other are told, a column that is only blank is not`() throws {
    let found = try table("ref,net,,ref,paid\n1,2,,3,4\n1,2,,,\n")
    #expect(found.parts == [0...1, 3...4])
    #expect(try table("ref,net,,paid\n1,2,,4\n").parts == [0...1])
    #expect(try table("ref,net,,paid,by\n1,2,x,4,5\n").parts == [0...4])
    #expect(try table("ref,net,none,paid,by\n1,2,,4,5\n").parts == [0...4])
  }

  @Test func `a title with gaps is passed over, headings with gaps are not`() throws {
    let headings = "ref,supplier,net,paid\n"
    let rows = (1...9).map { "P\($0),Elm Court,\($0).50,0\($0)/04/2024\n" }.joined()
    let title = "Anyshire,,,\nRun by: finance,,Period:,Apr-24\n,,,\n"
    #expect(try table(title + headings + rows).headingsLine == 4)
    #expect(try table("ref,,net,paid\n" + rows).headingsLine == 1)
    let words = (1...9).map { _ in "ref,Elm Court,small,paid\n" }.joined()
    #expect(try table("ref,,size,state\n" + words).headingsLine == 1)
  }

  @Test(arguments: [1, 100, 3_000, 9_999])
  func `counts every cell, however often its text comes again and how many others come between`(
    different: Int
  ) throws {
    let cells = (0..<30_000).map { "\($0 % different).50" }
    let found = try column(cells)
    #expect(found.filled == 30_000 && found.distinct == .exactly(different))
    let whole = (0..<30_000).reduce(0) { $0 + $1 % different } + 15_000
    #expect(found.total?.replacing(",", with: "") == "\(whole).00")
  }

  @Test func `counts line ends of each kind, wherever they stand among the bytes`() throws {
    var random = SeededGenerator()
    for _ in 0..<50 {
      let ends = (0..<Int.random(in: 1...9_000, using: &random)).map { _ in
        ["\n", "\r\n", "\r", "a,b\n", "x"].randomElement(using: &random) ?? ""
      }
      let text = Array(("h,k\n" + ends.joined() + "z").utf8)
      let kinds = try lookAtText(text).traits.lineEnds
      let both = text.indices.dropFirst().count { text[$0] == 10 && text[$0 - 1] == 13 }
      #expect(kinds.both == both, "\(random)")
      #expect(kinds.lineFeeds == text.count { $0 == 10 } - both, "\(random)")
      #expect(kinds.carriageReturns == text.count { $0 == 13 } - both, "\(random)")
    }
  }

  @Test func `whole numbers, with the smallest, the largest and their sum`() throws {
    let column = try column(["12", "-3", "1,250", "7"])
    #expect(column.content == .whole([.commas, .minus]))
    #expect(column.filled == 4)
    #expect(column.distinct == .exactly(4))
    #expect(column.range?.first == "-3")
    #expect(column.range?.last == "1,250")
    #expect(column.total == "1,266")
  }

  @Test func `numbers with decimals, as many as the longest has`() throws {
    let column = try column(["1.5", "£2.2500", "(3)", "4.00-"])
    let style = NumberStyle([.parentheses, .trailingMinus])
    guard case .decimal(let digits, let found) = column.content else {
      Issue.record("\(column.content)")
      return
    }
    #expect(digits == 4)
    #expect(found.isSuperset(of: style))
    #expect(found.currencies == ["£"])
    #expect(column.neededDigits == 2)
    #expect(column.range?.first == "-4.0000")
    #expect(column.range?.last == "2.2500")
    #expect(column.total == "-3.2500")
  }

  @Test(
    arguments: [
      "1.2E+05", "12 %", "1,23,4", "12,34,567", "1.2.3", "--1", "-(1)", "£", "1-2", "()", "+-1",
      "1234567890123456789", "1 2345", "CR",
    ]
  )
  func `no number where it is written as none`(cell: String) throws {
    #expect(try column([cell, cell + "x", cell + "y"]).range == nil)
  }

  @Test func `dates, and the order of day and month where one of them tells`() throws {
    let british = try column(["03/04/2024", "25/12/2023", "01/02/2024"])
    #expect(british.content == .date(patterns: ["dd/mm/yyyy"], isAmbiguous: false))
    #expect(british.range?.first == "2023-12-25")
    #expect(british.range?.last == "2024-04-03")
    let american = try column(["03/04/2024", "12/25/2023", "1/2/2024"])
    #expect(american.content == .date(patterns: ["m/d/yyyy"], isAmbiguous: false))
    #expect(american.range?.last == "2024-03-04")
    let either = try column(["03/04/2024", "11/12/2023"])
    #expect(either.content == .date(patterns: ["dd/mm/yyyy"], isAmbiguous: true))
  }

  @Test func `dates that no calendar has, and cells that are none`() throws {
    let column = try column(
      (1...9).map { "2024-06-0\($0)" } + ["2024-06-31", "TBC", "to be agreed with Ann Example"]
    )
    #expect(column.impossibleDates == 1)
    #expect(column.exceptions?.count == 2)
    #expect(column.exceptions?.line == 12)
    #expect(column.exceptions?.shape == "AAA")
    #expect(column.range?.last == "2024-06-09")
  }

  @Test func `yes and no, codes, and texts`() throws {
    #expect(try column(["Y", "n", "Y"]).content == .boolean)
    #expect(try column(["Yes", "No", "yes"]).content == .boolean)
    let code = try column((0..<20).map { ["care", "grant", "block"][$0 % 3] })
    #expect(code.content == .code)
    #expect(code.values == ["block", "care", "grant"])
    #expect(try column(["Ann", "Bob", "Cy"]).content == .text(longest: 3))
    // Leading zeros make an identifier of a number.
    #expect(try column(["0012", "0400", "0999"]).content == .text(longest: 4))
    #expect(try column(["", "", ""]).content == .blank)
  }

  @Test func `how much is filled, and which words stand for blank`() throws {
    let column = try column(["1", "", "N/A", "n/a", "2", " ", "#REF!", "N/A", "3", "31/12/9999"])
    #expect(column.filled == 3)
    #expect(column.blankWords.map(\.word) == ["N/A", "n/a", "#REF!", "31/12/9999"])
    #expect(column.blankWords.map(\.count) == [2, 1, 1, 1])
  }

  @Test func `different values are counted to a limit, and then it says so`() throws {
    #expect(try column((0..<9_999).map { "v\($0)" }).distinct == .exactly(9_999))
    #expect(try column((0..<10_000).map { "v\($0)" }).distinct == .exactly(10_000))
    #expect(try column((0..<10_001).map { "v\($0)" }).distinct == .moreThan(10_000))
    #expect(try column((0..<12_000).map { "v\($0 % 7)" }).distinct == .exactly(7))
  }

  @Test func `the days that numbers may stand for`() throws {
    #expect(try column(["45538", "45541"]).numberedDays?.pattern == "excel")
    #expect(
      try column(["45538", "45541"]).numberedDays?.days.lowerBound.description == "2024-09-03"
    )
    #expect(try column(["20240903", "20240906"]).numberedDays?.pattern == "yyyymmdd")
    #expect(try column(["20240903", "20240931"]).numberedDays == nil)
    #expect(try column(["12", "45541"]).numberedDays == nil)
  }
}

@Suite struct `What is masked` {
  @Test func `every text that is not one of a few`() throws {
    let column = try column(["Ann Example", "Bob Invented", "12 High St", "NW1 4RY"])
    #expect(column.isMasked)
    #expect(column.values == [])
    #expect(column.range == nil)
    #expect(column.shapes == ["Aaa Aaaaaaa", "Aaa Aaaaaaaa", "99 Aaaa Aa", "AA9 9AA"])
  }

  @Test func `all of a column whose heading is personal`() throws {
    for cells in [
      ["1", "2", "3"], ["01/02/1950", "13/02/1950", "14/02/1950"], ["Yes", "No", "No"],
    ] {
      let column = try column(cells, isPersonal: true)
      #expect(column.isMasked)
      #expect(column.range == nil)
      #expect(column.days == nil)
      #expect(column.total == nil)
      #expect(column.values == [])
      #expect(column.numberedDays == nil)
    }
  }

  @Test func `what follows the word by which a cell says that it is redacted`() throws {
    let column = try column(["REDACTED Ann Example", "Redacted", "REDACTED Bob Invented", "x"])
    #expect(column.blankWords.map(\.word) == ["REDACTED…", "Redacted"])
    #expect(column.blankWords.map(\.count) == [2, 1])
  }

  @Test func `a day of a person that no audit meets, unless it comes again`() throws {
    let cells = ["01/02/1950", "13/02/1950", "03/05/1095", "31/12/9999", "31/12/9999"]
    let column = try column(cells, isPersonal: true)
    #expect(column.blankWords.map(\.word) == ["31/12/9999"])
    #expect(column.impossibleDates == 1)
  }

  @Test func `numbers as long as those by which people are known`() throws {
    #expect(try column(["9434765919", "9434765870"]).isMasked)
    #expect(try column(["07700900123", "07700900456"]).isMasked)
    #expect(!(try column(["943476", "943477"]).isMasked))
  }

  @Test func `a column without a heading`() throws {
    let found = try table("a,,c\n1,care,2\n1,care,2\n1,care,2\n1,care,2\n1,care,2\n")
    #expect(found.columns[1].isMasked)
    #expect(found.columns[1].values == [])
  }
}

@Suite struct `How a text file is written` {
  private let rows = "id;town;paid\n1;Málaga;2\n2;York;3\n"

  @Test func `is told for each encoding`() throws {
    let utf8 = Array(rows.utf8)
    #expect(try lookAtText(utf8).traits.encoding == .utf8)
    #expect(try lookAtText([0xEF, 0xBB, 0xBF] + utf8).traits.byteOrderMarks == 1)
    let twice: [UInt8] = [0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF]
    #expect(try lookAtText(twice + utf8).traits.byteOrderMarks == 2)
    let windows = Array(rows.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    let found = try lookAtText(windows)
    #expect(found.traits.encoding == .windows1252)
    #expect(found.table?.columns[1].content == .text(longest: 6))
    for isBig in [false, true] {
      let units = ("\u{FEFF}" + rows).utf16.flatMap { unit in
        isBig ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      }
      let found = try lookAtText(units)
      #expect(found.traits.encoding == .utf16)
      #expect(found.table?.rows == 2)
    }
  }

  @Test(arguments: [",", ";", "\t", "|", "^", "~", "\u{1}", "\u{1F}"])
  func `is told for each delimiter, others standing in the texts`(delimiter: String) throws {
    let others = [",", ";", "\t", "|"].filter { $0 != delimiter }
    let lines = (1...9).map { row in
      ["\(row)", "text\(row % 3 == 0 ? others[0] : "") and\(row == 5 ? others[1] : "")", "1.5"]
        .joined(separator: delimiter)
    }
    let text =
      ["id", "note", "net"].joined(separator: delimiter) + "\n"
      + lines.joined(separator: "\n")
    let found = try lookAtText(Array(text.utf8))
    #expect(found.traits.delimiter == delimiter.utf8.first)
    #expect(found.table?.width == 3)
    #expect(found.table?.rows == 9)
  }

  @Test func `may be a sign of Windows-1252, of which UTF-8 makes two bytes`() throws {
    let text = "id¬note¬net\n1¬£5, and more¬1.5\n2¬b¬2.5\n"
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    let found = try lookAtText(bytes)
    #expect(found.traits.encoding == .windows1252)
    #expect(found.traits.delimiter == 0xAC)
    #expect(found.table?.columns.map(\.heading) == ["id", "note", "net"])
    #expect(found.table?.columns[2].total == "4.0")
    #expect(try lookAtText(Array(text.utf8)).traits.delimiter != 0xAC)
    let read = try readRows("a¬b¬c\n1¬\"£¬5\"¬é\n".unicodeScalars.map { UInt8($0.value) }) {
      $0.encoding = .windows1252
      $0.delimiter = 0xAC
    }
    #expect(read.texts == [["1", "£¬5", "é"]])
  }

  @Test func `is told for each end of a line`() throws {
    let ends = try lookAtText(Array("a,b\r\n\"1\n2\",3\r\n4,5\r\n".utf8)).traits
    #expect(ends.lineEnds.both == 3)
    #expect(ends.lineEnds.lineFeeds == 1)
    #expect(ends.hasQuotes)
    let old = try lookAtText(Array("a,b\r1,2\r3,4\r".utf8))
    #expect(old.traits.lineEnds.carriageReturns == 3)
    #expect(old.table?.rows == 2)
  }
}

@Suite struct `Where the table is` {
  @Test func `the headings are the first row of words as wide as the others`() throws {
    let found = try table(
      """
      Spending over £500,,
      select a from b,,

      Body,Paid,Net
      Council,2024-01-01,1.5
      Council,2024-01-02,2.5

      """
    )
    #expect(found.headingsLine == 4)
    #expect(found.rows == 2)
    #expect(found.columns.map(\.heading) == ["Body", "Paid", "Net"])
  }

  @Test func `rows at the end that are no data are told from the others`() throws {
    let found = try table(
      """
      body,paid,net,kind,area
      A,2024-01-01,1,x,n
      Total Homes,2024-01-02,2,x,n
      C,2024-01-03,3,x,n
      ,,6,,
      ,,,,
      Grand total,,6,,
      © Nobody,,,,
      """
    )
    #expect(found.rows == 3)
    #expect(found.totalRows.lines == [3])
    #expect(found.footers.map(\.line) == [5, 6, 7, 8])
    #expect(found.footers.map(\.pattern) == [nil, nil, "Grand total", "©*"])
    #expect(found.footers.map(\.shape) == ["9", nil, "Grand total", "© …"])
    #expect(found.columns[2].total == "6")
  }

  @Test(
    arguments: [
      ("(100 rows affected)", "(* rows affected)", "(… rows affected)"),
      ("(1 row(s) affected)", "(* row(s) affected)", "(… row(s) affected)"),
      ("1,204 rows selected.", "* rows selected.", "… rows selected."),
      ("100 records", "* records", "… records"), ("Page 1 of 3", "Page *", "Page …"),
      ("Completion time: 2024-04-01", "Completion time:*", "Completion time …"),
      ("Total: 6.00", "Total:*", "Total …"), ("SUM 6", "SUM *", "SUM …"),
      ("Sub-total for April", "Sub-total *", "Sub-total …"),
    ]
  )
  func `footers are told by their words, and by what stands beside the words`(
    text: String,
    pattern: String,
    shape: String
  ) throws {
    let rows = "1,2024-01-01,1,x\n2,2024-01-02,2,x\n3,2024-01-03,3,x\n"
    let found = try table("no,paid,net,kind\n" + rows + "\"\(text)\",,,\n")
    #expect(found.rows == 3)
    let footer = try #require(found.footers.first)
    #expect(footer.pattern == pattern)
    #expect(footer.shape == shape)
    #expect(CellPattern(pattern)?.matches(Array(text.utf8).span) == true)
    // The first cells of the rows are numbers.
    #expect(!found.mayBeData(footer))
    // A name of a supplier may end in "records", or begin with "Total".
    let named = try table(
      "who,paid,net,kind\nAlder Care,2024-01-01,1,x\nOak,2024-01-02,2,x\n\"\(text)\",,,\n"
    )
    let isRisky = ["(", "C", "Sub"].allSatisfy { !text.hasPrefix($0) }
    #expect(try named.mayBeData(#require(named.footers.first)) == isRisky)
    // A reference has digits.
    let numbered = try table(
      "ref,paid,net,kind\nP17,2024-01-01,1,x\nP18,2024-01-02,2,x\n\"\(text)\",,,\n"
    )
    #expect(try !numbered.mayBeData(#require(numbered.footers.first)))
  }

  @Test func `a whole row at the end that begins as a total does is one of data`() throws {
    let rows = (1...9).map { "Total Gas,0\($0)/04/2024,\($0).00\n" }.joined()
    let found = try table("supplier,paid,net\n" + rows + "Total: 45,,\n")
    #expect(found.rows == 9)
    #expect(found.totalRows.count == 9)
    #expect(found.footers.map(\.pattern) == ["Total:*"])
    #expect(found.footers.map(found.mayBeData) == [true])
    // With nothing to compare with, nobody knows.
    let alone = try table("supplier,paid,net\nTotal: 45,,\n")
    #expect(alone.footers.map(alone.mayBeData) == [true])
  }

  @Test(arguments: [
    "Page", "Page Group", "12 Records Ltd", "(rows affected)", "Records", "7 lines of",
  ])
  func `what only reads nearly so is told from no row`(text: String) throws {
    let rows = "1,2024-01-01,1,x\n2,2024-01-02,2,x\n"
    let found = try table("no,paid,net,kind\n" + rows + "\(text),,,\n")
    #expect(found.footers.map(\.pattern) == [nil])
  }

  @Test func `what programs write behind the end of a file is no row`() throws {
    let found = try table("a,b,c\nx,2,3\ny,5,6\n\u{1A}\0\0")
    #expect(found.rows == 2)
    #expect(found.footers.map(\.shape) == [nil])
    #expect(found.shortRows.count == 0)
  }

  @Test func `a name that only begins with the letters of a word is no total`() throws {
    let found = try table("name,net\nTotalise Ltd,1\nEnderby,2\nSummer House,3\n")
    #expect(found.totalRows.count == 0)
    #expect(found.footers.isEmpty)
    #expect(found.rows == 3)
  }

  @Test func `rows of another width, and rows that cannot be split, are counted with their lines`()
    throws
  {
    let found = try table("a,b,c\n1,2\n1,2,3\n1,2,3,N/A\n1,2,3,4\n1,\"2\"x,3\n1,2,3\n")
    #expect(found.rows == 6)
    #expect(found.shortRows.lines == [2])
    #expect(found.longRows.lines == [5])
    #expect(found.brokenRows.lines == [6])
    #expect(found.blanksBeyond == ["N/A"])
  }

  @Test func `a file of one line, of headings alone, or of nothing has no rows`() throws {
    #expect(try table("a,b,c").rows == 0)
    #expect(try table("a,b,c\n").columns.map(\.content) == [.blank, .blank, .blank])
    #expect(try lookAtText([]).table == nil)
    #expect(try lookAtText(Array("\n\n\n".utf8)).table == nil)
    #expect(try lookAtText(Array("1,2,3\n4,5,6\n".utf8)).table == nil)
  }

  @Test func `of a very wide file the first columns are looked into`() throws {
    let width = 3 * TableProfile.mostColumns
    let text =
      (0..<width).map { "h\($0)" }.joined(separator: ",") + "\n"
      + (0..<width).map { "\($0)" }.joined(separator: ",") + "\n"
    let found = try table(text)
    #expect(found.width == width)
    #expect(found.columns.count == TableProfile.mostColumns)
    #expect(found.longRows.count == 0)
    #expect(found.rows == 1)
  }
}
