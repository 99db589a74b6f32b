@testable import Extracts
import Findings
import Tables
import Testing
import Values

private let asAt = CalendarDate(dayNumber: 20_000)

/// A file of so many rows of 1.00 each.
private func file(
  _ name: String,
  rows: Int = 10,
  headings: [String] = ["id", "net"],
  trailers: [[String]] = []
) -> FileRecord {
  var read = Tally()
  for _ in 0..<rows { read.add(pence: 100) }
  return FileRecord(
    name: name,
    bytes: 1,
    sha256: "sha of \(name)",
    contents: FileContents(headings: headings, read: read, trailers: trailers)
  )
}

private func facts(
  _ files: [FileRecord],
  rejected: Int = 0,
  twice: Int = 0,
  changed secondsAgo: [Int] = [0],
  previous: PreviousDelivery? = nil
) -> DeliveryFacts {
  var record = SourceRecord(dataset: "bills", files: files)
  for file in files { record.loaded.add(file.contents?.read ?? Tally()) }
  for _ in 0..<rejected { record.rejected.add(pence: nil) }
  for _ in 0..<twice { record.deliveredTwice.add(pence: 50) }
  return DeliveryFacts(
    record: record,
    modified: secondsAgo.map { 1_000_000 - $0 },
    now: 1_000_000,
    asAt: asAt,
    previous: previous
  )
}

private func lastNight(rows: Int = 10, _ files: [FileRecord] = []) -> PreviousDelivery {
  PreviousDelivery(
    asAt: CalendarDate(dayNumber: 19_999),
    rows: rows,
    digests: Set(files.map(\.sha256)),
    headings: Set(files.flatMap { $0.contents?.headings ?? [] })
  )
}

@Suite struct `What a delivery must satisfy` {
  @Test func `its newest file is young enough, to the second`() throws {
    let limit = Guard.younger(than: try #require(Age("26 hours")))
    let files = [file("old.csv"), file("new.csv")]
    let day = 86_400
    #expect(limit.check(facts(files, changed: [90 * day, 93_600])).result == .passed)
    let late = limit.check(facts(files, changed: [90 * day, 93_601]))
    #expect(late.result == .refused)
    #expect(late.explanation == "new.csv was last changed 26 hours ago")
    #expect(limit.text == "be younger than 26 hours")
  }

  @Test(arguments: [
    ("1 hour", 3_600), ("90 minutes", 5_400), ("30 seconds", 30), ("2 days", 172_800),
    ("1 day", 86_400),
  ])
  func `a length of time is a count and a unit`(text: String, seconds: Int) throws {
    let age = try #require(Age(text))
    #expect(age.seconds == seconds)
    #expect(age.description == text)
  }

  @Test(arguments: [
    "", "hours", "0 hours", "-1 hours", "1.5 hours", "26 h", "26hours", "10001 days",
  ])
  func `anything else is no length of time`(text: String) {
    #expect(Age(text) == nil)
  }

  @Test func `the date in its newest name is near the day of the audit`() throws {
    let format = try #require(DateFormat("yyyymmdd"))
    let date = try #require(NameDate("bills_{date}*.csv", written: format, within: 1))
    // Day 20,000 is 2024-10-04.
    func result(_ names: String...) -> DeliveryCheck.Result {
      date.check(names, asAt: asAt).result
    }
    #expect(result("bills_20241004.csv") == .passed)
    #expect(result("bills_20241003_2.csv") == .passed)
    #expect(result("bills_20241005.csv") == .passed)
    #expect(result("bills_20241002.csv") == .refused)
    #expect(result("bills_20241006.csv") == .refused)
    #expect(result("bills_20240101.csv", "bills_20241004.csv") == .passed)
    #expect(result("bills_20241004.csv", "bills.csv") == .refused)
    #expect(result("bills_20241304.csv") == .refused)
    #expect(result("bills_20241004.csv.gz") == .refused)
  }

  @Test(arguments: ["bills.csv", "{date}{date}", "*{date}.csv"])
  func `a name holds one date, and stars only after it`(pattern: String) {
    #expect(NameDate(pattern, written: .iso, within: 1) == nil)
  }

  @Test func `it has so many rows, the rejected ones among them`() {
    #expect(Guard.rows(atLeast: 12).check(facts([file("a")], rejected: 2)).result == .passed)
    #expect(Guard.rows(atLeast: 13).check(facts([file("a")], rejected: 2)).result == .refused)
    #expect(Guard.rows(atLeast: 11).check(facts([file("a")], twice: 9)).result == .refused)
  }

  @Test func `it has most of last night's rows`() {
    let limit = Guard.rowsOfLastNight(basisPoints: 9_000)
    func check(_ rows: Int, _ before: Int) -> DeliveryCheck {
      limit.check(facts([file("a", rows: rows)], previous: lastNight(rows: before)))
    }
    #expect(check(90, 100).result == .passed)
    #expect(check(89, 100).result == .refused)
    #expect(check(89, 100).explanation == "89 rows; there were 100 on 2024-10-03")
    #expect(check(500, 100).result == .passed)
    #expect(check(0, 0).result == .passed)
    #expect(limit.check(facts([file("a")])).result == .notChecked)
    #expect(limit.text == "have at least 90 % of last night's rows")
  }

  @Test(arguments: [(10_000, "100 %"), (9_050, "90.5 %"), (9_005, "90.05 %"), (12, "0.12 %")])
  func `a share is written with the decimals that it needs`(points: Int, text: String) {
    #expect(percent(points) == text)
  }

  @Test func `every file has the columns`() {
    let limit = Guard.columns(["net", "Cost  Centre"])
    let whole = file("a", headings: ["id", "net", "Cost Centre"])
    #expect(limit.check(facts([whole])).result == .passed)
    let check = limit.check(facts([whole, file("b")]))
    #expect(check.result == .refused)
    #expect(check.explanation == "b has no column \"Cost  Centre\"")
  }

  @Test func `columns that come or go are told, or refused`() {
    let now = facts(
      [file("a", headings: ["id", "net", "", "vat"])],
      previous: lastNight([file("a")])
    )
    let check = Guard.sameColumns(.report).check(now)
    #expect(check.result == .reported)
    #expect(check.explanation == "new since 2024-10-03: \"vat\"")
    #expect(Guard.sameColumns(.refuse).check(now).result == .refused)
    let gone = facts([file("a", headings: ["id"])], previous: lastNight([file("a")]))
    #expect(Guard.sameColumns(.report).check(gone).explanation == "gone since 2024-10-03: \"net\"")
    let same = facts([file("a", headings: ["net", "", "id"])], previous: lastNight([file("a")]))
    #expect(Guard.sameColumns(.refuse).check(same).result == .passed)
    #expect(Guard.sameColumns(.refuse).check(facts([file("a")])).result == .notChecked)
  }

  @Test func `some file is not one of last night's`() {
    let (old, new) = (file("a"), file("b"))
    #expect(
      Guard.newFile(.refuse).check(facts([old, new], previous: lastNight([old]))).result == .passed
    )
    let again = facts([old], previous: lastNight([old, new]))
    #expect(Guard.newFile(.refuse).check(again).result == .refused)
    #expect(Guard.newFile(.report).check(again).explanation == "a: the same bytes as on 2024-10-03")
    #expect(Guard.newFile(.refuse).check(facts([old])).result == .notChecked)
  }

  @Test func `no row is in two files`() {
    #expect(Guard.noRowsTwice(.refuse).check(facts([file("a")])).result == .passed)
    var copy = file("b")
    copy.sha256 = file("a").sha256
    let check = Guard.noRowsTwice(.refuse).check(facts([file("a"), copy], twice: 3))
    #expect(check.result == .refused)
    #expect(check.explanation.contains("3 rows") && check.explanation.contains("1.50 GBP"))
    #expect(check.explanation.contains("b is the same file as a"))
  }
}

@Suite struct `A trailer` {
  private func check(_ trailers: [[String]], rows: Int = 1_200) throws -> DeliveryCheck {
    let trailer = Trailer(
      mark: try #require(CellPattern("END")),
      rowsCell: 2,
      totalCell: 3
    )
    var facts = facts([file("a.csv", rows: rows, trailers: trailers)])
    facts.numbers = NumberFormat(thousands: UInt8(ascii: ","))
    facts.moneyNumbers = NumberFormat(thousands: UInt8(ascii: ","), currencies: ["£"])
    return Guard.trailer(trailer).check(facts)
  }

  @Test func `that says what was read passes`() throws {
    #expect(try check([["END", "1200", "£1,200.00"]]).result == .passed)
    #expect(try check([["END", "1,200", " 1200 ", ""]]).result == .passed)
  }

  @Test(arguments: [
    ([["END", "1201", "1200.00"]], "says that it has 1201 rows, and has 1200"),
    ([["END", "1200", "1200.01"]], "says that it has 1200.01 GBP, and has 1200.00 GBP"),
    ([], "no trailer"), ([["END", "1200", "1200.00"], ["END", "0", "0"]], "2 trailers"),
    ([["END"]], "no count of rows in cell 2"), ([["END", "many", "1200.00"]], "no count"),
    ([["END", "1200"]], "no total in cell 3"), ([["END", "£1200", "1200"]], "no count"),
  ])
  func `that is missing or says anything else is refused`(trailers: [[String]], words: String)
    throws
  {
    let found = try check(trailers)
    #expect(found.result == .refused)
    #expect(found.explanation.hasPrefix("a.csv "))
    #expect(found.explanation.contains(words), "\(found.explanation)")
  }

  @Test func `that is not the last row is refused`() throws {
    var file = file("a.csv", rows: 1_200, trailers: [["END", "1200", "1200.00"]])
    file.contents?.rowsBehindTrailer = 2
    let mark = try #require(CellPattern("END"))
    let trailer = Trailer(mark: mark, rowsCell: 2, totalCell: nil)
    let found = Guard.trailer(trailer).check(facts([file]))
    #expect(found.result == .refused)
    #expect(found.explanation.contains("has 2 rows behind its trailer"), "\(found.explanation)")
  }
}
