import Testing
import TestSupport
import Values

@Suite struct CalendarDateTests {
  @Test func `counts day by day through eight centuries`() throws {
    // An independent count: a day at a time, by the lengths of months and the rule for leap years.
    var (year, month, day) = (1599, 12, 31)
    var previous = try #require(CalendarDate(year: year, month: month, day: day))
    while year < 2401 {
      let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      day += 1
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      let date = try #require(CalendarDate(year: year, month: month, day: day))
      try #require(date.dayNumber == previous.dayNumber + 1)
      try #require(date.weekday == previous.weekday % 7 + 1)
      try #require((date.year, date.month, date.day) == (year, month, day))
      previous = date
    }
  }

  @Test func `starts at 1970-01-01, a Thursday`() {
    let epoch = CalendarDate(dayNumber: 0)
    #expect(epoch.description == "1970-01-01")
    #expect(epoch.weekday == 4)
    #expect(CalendarDate(dayNumber: -1).description == "1969-12-31")
  }

  @Test(arguments: [
    "2024-02-29", "2000-02-29", "0001-01-01", "0000-12-31", "-0044-03-15", "12345-01-01",
    "999999999-12-31", "-999999999-01-01",
  ])
  func `writes back the date that it read`(_ text: String) {
    #expect(CalendarDate(iso: text)?.description == text)
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-01-00", "24-01-01",
    "2024-1-1", "2024/01/01", "2024-01-01T00:00", " 2024-01-01", "", "-", "02024-01-01",
    "1000000000-01-01", "2024-0a-01", "20240101", "99999999999999999999-01-01", "+2024-01-01",
    "--2024-01-01", "2024-01-01Z", "２０２４-01-01", "2024-01-001", "998-12-31", "-998-12-31",
  ])
  func `refuses what is no date`(_ text: String) {
    #expect(CalendarDate(iso: text) == nil)
  }

  @Test(arguments: [
    ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"),
    ("2024-03-31", -1, "2024-02-29"),
    ("2024-02-29", 12, "2025-02-28"), ("2024-12-15", 1, "2025-01-15"),
    ("2024-01-15", -1, "2023-12-15"),
    ("2024-01-15", -13, "2022-12-15"), ("0001-01-01", -1, "0000-12-01"),
  ])
  func `months later is the same day, or the month's last`(
    _ start: String,
    _ months: Int,
    _ expected: String
  ) throws {
    #expect(try #require(CalendarDate(iso: start)).adding(months: months)?.description == expected)
  }

  @Test func `the calendar ends`() throws {
    // The numbers are those of the first and the last date of java.time, whose years are the same.
    let first = try #require(CalendarDate(iso: "-999999999-01-01"))
    let last = try #require(CalendarDate(iso: "999999999-12-31"))
    #expect(first.dayNumber == -365_243_219_162)
    #expect(last.dayNumber == 365_241_780_471)
    for days in [1, Int.max] {
      #expect(last.adding(days: days) == nil)
      #expect(first.adding(days: -days) == nil)
    }
    for months in [1, Int.max] {
      #expect(last.adding(months: months) == nil)
      #expect(first.adding(months: -months) == nil)
    }
    #expect(first.adding(days: .min) == nil)
    #expect(CalendarDate(year: 0, month: 1, day: 1)?.adding(months: .min) == nil)
    #expect(last.adding(days: -1)?.description == "999999999-12-30")
    #expect(CalendarDate(year: 1_000_000_000, month: 1, day: 1) == nil)
    #expect(CalendarDate(year: .min, month: .max, day: .min) == nil)
  }

  /// The expected numbers are those of Python's datetime.
  @Test(arguments: [
    ("2019-09-17", 260, 38), ("2003-12-31", 365, 1), ("2004-01-01", 1, 1), ("2010-01-01", 1, 53),
    ("2012-01-01", 1, 52), ("2015-12-31", 365, 53), ("2016-01-03", 3, 53), ("2016-01-04", 4, 1),
    ("2020-12-31", 366, 53), ("2021-01-03", 3, 53), ("2021-01-04", 4, 1), ("2024-12-30", 365, 1),
    ("0001-01-01", 1, 1), ("9999-12-31", 365, 52), ("1900-03-01", 60, 9), ("2000-02-29", 60, 9),
  ])
  func `counts the days and weeks of a year`(_ text: String, _ day: Int, _ week: Int) throws {
    let date = try #require(CalendarDate(iso: text))
    #expect(date.dayOfYear == day)
    #expect(date.weekOfYear == week)
  }

  @Test func `weeks and days of the year are told at the calendar's ends too`() throws {
    // The Gregorian calendar repeats itself every 400 years, weekdays included.
    let ends = [("-999999999-01-01", "2001-01-01"), ("999999999-12-31", "1999-12-31")]
    for (text, like) in ends {
      let date = try #require(CalendarDate(iso: text))
      let other = try #require(CalendarDate(iso: like))
      #expect(date.weekday == other.weekday)
      #expect(date.weekOfYear == other.weekOfYear)
      #expect(date.dayOfYear == other.dayOfYear)
    }
  }
}
