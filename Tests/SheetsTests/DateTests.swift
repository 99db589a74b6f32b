import Sheets
import TestSupport
import Testing
import Values

/// The value of a number that is shown by a format.
private func value(_ number: String, format: String, is1904: Bool = false) throws -> CellValue {
  let book = Book(
    rows: "<row><c s=\"1\"><v>\(number)</v></c></row>",
    formats: [format],
    properties: is1904 ? "<workbookPr date1904=\"1\"/>" : ""
  )
  return try #require(try values(book).first)
}

private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

@Suite struct `Dates of cells` {
  @Test(arguments: [
    ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("25569", "1970-01-01"),
    ("45351", "2024-02-29"), ("2958465", "9999-12-31"), ("45351.0", "2024-02-29"),
  ])
  func `count from 1900, with a leap day that never was`(number: String, date: String) throws {
    #expect(try value(number, format: "dd/mm/yyyy") == .date(try day(date)))
  }

  @Test(arguments: [
    ("0", "1904-01-01"), ("1", "1904-01-02"), ("43889", "2024-02-29"), ("2957003", "9999-12-31"),
  ])
  func `count from 1904 where the workbook says so`(number: String, date: String) throws {
    #expect(try value(number, format: "yyyy-mm-dd", is1904: true) == .date(try day(date)))
  }

  @Test(arguments: ["0", "60", "-1", "2958466", "0.5", "1E+9"])
  func `that are no days are faults`(number: String) throws {
    guard case .fault(.impossibleDate) = try value(number, format: "d mmm yy") else {
      Issue.record("\(number) was read as a day")
      return
    }
  }

  @Test func `have a time where they have a fraction, to the millisecond`() throws {
    let date = try day("2024-02-29")
    func moment(_ milliseconds: Int64) throws -> CellValue {
      .dateAndTime(
        DateAndTime(date: date, time: try #require(TimeOfDay(nanosecond: milliseconds * 1_000_000)))
      )
    }
    #expect(try value("45351.041666666664", format: "dd/mm/yyyy") == moment(3_600_000))
    #expect(try value("45351.5", format: "d/m/yy h:mm") == moment(43_200_000))
    #expect(try value("45351.999988425923", format: "d/m/yy") == moment(86_399_000))
    // What rounds to midnight is the next day.
    #expect(try value("45350.999999999996", format: "d/m/yy") == .date(date))
  }

  @Test func `may be times, or lengths of time`() throws {
    let noon = try #require(TimeOfDay(nanosecond: 43_200_000_000_000))
    #expect(try value("0.5", format: "h:mm AM/PM") == .time(noon))
    #expect(try value("0", format: "h:mm") == .time(try #require(TimeOfDay(nanosecond: 0))))
    let hours = DayTimeDuration(nanoseconds: 37_500_000_000 * 3_600)
    #expect(try value("1.5625", format: "[h]:mm") == .duration(hours))
    #expect(try value("-1.5625", format: "[hh]:mm:ss") == .duration(try #require(hours.negated)))
  }

  @Test(arguments: [
    "dd/mm/yyyy", "m/d/yy h:mm", "[$-809]d mmmm yyyy;@", "yyyy\\-mm\\-dd", "mmm", "mmm-yy", "dddd",
    "&quot;due &quot;d/m", "[Red]yyyy", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "ge.m.d",
    "D/M/YYYY",
  ])
  func `are what a format shows as days`(format: String) throws {
    #expect(try value("45351", format: format) == .date(try day("2024-02-29")))
  }

  @Test(arguments: [
    "General", "0", "#,##0.00", "0.00E+00", "0%", "# ?/?", "@", "[Red]-0.00", "&quot;days&quot; 0",
    "_-£* #,##0.00_-;-£* #,##0.00_-;_-£* &quot;-&quot;??_-;_-@_-", "0\\d", "[&gt;=100]0;0.0",
    "0;&quot;dd&quot;", "_d0", "*y0", "[$-409]0",
  ])
  func `are not what a format shows as numbers`(format: String) throws {
    #expect(try value("45351", format: format) == .number(Number(written: Decimal(45_351))))
  }

  @Test(arguments: 0...60) func `may be shown by formats that every program knows`(format: Int)
    throws
  {
    var parts = Book(rows: "<row><c s=\"0\"><v>0.5</v></c><c s=\"0\"><v>1</v></c></row>").parts
    let styles = try #require(parts.firstIndex { $0.name == "xl/styles.xml" })
    parts[styles] = Packed(
      "xl/styles.xml",
      "<styleSheet xmlns=\"\(Book.main)\"><cellXfs><xf numFmtId=\"\(format)\"/></cellXfs></styleSheet>"
    )
    let read = try #require(try readSheet(zip(parts)).rows.first).cells.map(\.value)
    let half = Number(written: try #require(Decimal("0.5")))
    // ECMA-376 part 1, 18.8.30, with the East Asian ones.
    let (days, times) = (
      [14...17, 22...22, 27...31, 36...36, 50...54, 57...58],
      [18...21, 32...35, 45...45, 47...47, 55...56]
    )
    if days.contains(where: { $0.contains(format) }) {
      #expect(read == [.fault(.impossibleDate(half)), .date(try day("1900-01-01"))])
    } else if times.contains(where: { $0.contains(format) }) {
      let noon = try #require(TimeOfDay(nanosecond: 43_200_000_000_000))
      #expect(read == [.time(noon), .date(try day("1900-01-01"))])
    } else if format == 46 {
      #expect(read[1] == .duration(DayTimeDuration(days: 1)))
    } else {
      #expect(read == [.number(half), .number(Number(written: Decimal(1)))])
    }
  }
}
