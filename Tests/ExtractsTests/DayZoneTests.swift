@testable import Extracts
import Tables
import Testing
import TestSupport
import Values

/// Reads texts as days; nil stands for one that is rejected.
private func days(
  _ texts: [String],
  written pattern: String,
  in zone: DayZone?
) throws -> [String?] {
  try days(Array(("day,kept\n" + texts.map { "\"\($0)\",x\n" }.joined()).utf8), texts.count) {
    $0.dates = try #require(DateFormat(pattern))
    $0.zone = zone
  }
}

private func days(
  _ bytes: [UInt8],
  _ count: Int,
  adjust: (inout Binding) throws -> Void
) throws -> [String?] {
  let folder = Folder()
  let schema = Schema(
    dataset: "rows",
    each: "row",
    fields: [Field(name: "day", type: .date, blank: .refused)],
    key: []
  )
  var binding = Binding(schema: schema, files: [folder.write(bytes, to: "rows")])
  binding.maximumRejected = .rows(.max)
  try adjust(&binding)
  let extract = try read(binding, into: TextPool())
  let lines = extract.table.lines
  var days = [String?](repeating: nil, count: count)
  for row in 0..<extract.table.loadedCount {
    if case .date(let date) = extract.table.cell(row: row, field: 0) {
      days[lines[row] - 2] = "\(date)"
    }
  }
  return days
}

private func london() throws -> Zone { .named(try #require(NamedZone("Europe/London"))) }

// Summer time began on 31 March 2024 and ended on 27 October 2024, both at 01:00 UTC.
@Suite struct `Times and whose days they belong to` {
  @Test func `a time with an offset is of the day that the declared zone has then`() throws {
    let texts = [
      "2024-03-31T23:30:00Z", "2024-03-31T22:59:59Z", "2024-03-30T23:30:00Z",
      "2024-06-30T23:00:00Z",
      "2024-10-26T23:00:00Z", "2024-10-27T23:59:59Z", "2024-07-01T00:30:00+02:00",
      "2024-07-01T00:30:00+0100", "2024-06-30T20:00:00-05", "2024-06-30T23:00:00",
    ]
    let zone = DayZone(days: try london())
    #expect(
      try days(texts, written: "yyyy-mm-ddThh:mm:ss[Z]", in: zone) == [
        "2024-04-01", "2024-03-31", "2024-03-30", "2024-07-01",
        "2024-10-27", "2024-10-27", "2024-06-30",
        "2024-07-01", "2024-07-01", "2024-06-30",
      ]
    )
  }

  @Test func `without a declared zone the day is the one that is written`() throws {
    let texts = ["2024-03-31T23:30:00Z", "2024-07-01T00:30:00+02:00", "2024-06-30T23:00:00-05:00"]
    #expect(
      try days(texts, written: "yyyy-mm-ddThh:mm:ssZ", in: nil)
        == ["2024-03-31", "2024-07-01", "2024-06-30"]
    )
  }

  @Test func `a time without an offset is of the zone that times are declared to be in`() throws {
    let zone = DayZone(days: try london(), times: .offset(seconds: 0))
    let texts = ["30/06/2024 23:00", "30/06/2024 22:59", "30/06/2024", "31/12/2024 23:59"]
    #expect(
      try days(texts, written: "dd/mm/yyyy[ hh:mm]", in: zone)
        == ["2024-07-01", "2024-06-30", "2024-06-30", "2024-12-31"]
    )
    let halves = ["6/30/2024 11:05 PM", "6/30/2024 12:05 PM", "6/30/2024 12:05 AM"]
    #expect(
      try days(halves, written: "m/d/yyyy hh:mm AM/PM", in: zone)
        == ["2024-07-01", "2024-06-30", "2024-06-30"]
    )
    // 45,473 is 30 June 2024; 23 hours are 0.958333… of a day.
    let serials = ["45473.9583333333", "45473.958333", "45473.95", "45473", "45473.9999999999"]
    #expect(
      try days(serials, written: "excel", in: zone)
        == ["2024-07-01", "2024-07-01", "2024-06-30", "2024-06-30", "2024-07-01"]
    )
  }

  @Test(arguments: [
    "2024-06-30T23:00:00+15:00", "2024-06-30T23:00:00+01:60", "2024-06-30T23:00:00+1",
    "2024-06-30T23:00:00+01:", "2024-06-30T23:00:00", "2024-06-30T23:00:00BST",
    "2024-06-30T24:00:00Z", "2024-06-30T23:00:00Z+01",
  ])
  func `what is no offset from UTC is refused`(text: String) throws {
    for zone in [nil, DayZone(days: try london())] {
      #expect(try days([text], written: "yyyy-mm-ddThh:mm:ssZ", in: zone) == [nil])
    }
  }

  @Test func `an offset stands behind a time`() {
    #expect(DateFormat("yyyy-mm-ddZ") == nil)
    #expect(DateFormat("yyyy-mm-ddThhZ") != nil)
    #expect(DateFormat("yyyy-mm-ddThhZZ") == nil)
  }

  @Test func `dates of a workbook move only where times are declared, and only with a time`() throws
  {
    let cells: [[MadeCell]] = [
      ["day", "kept"], [.number("45473.958333333336", style: 2), "x"],
      [.number("45473.041666666664", style: 2), "x"], [.number("45473", style: 1), "x"],
    ]
    let bytes = book([("Sheet", sheetXML(cells))]).bytes
    let utc = DayZone(days: try london(), times: .offset(seconds: 0))
    #expect(
      try days(bytes, 3) { $0.zone = utc } == ["2024-07-01", "2024-06-30", "2024-06-30"]
    )
    for zone in [nil, DayZone(days: try london())] {
      #expect(
        try days(bytes, 3) { $0.zone = zone } == ["2024-06-30", "2024-06-30", "2024-06-30"]
      )
    }
  }
}
