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
    "2024-02-29", "2000-02-29", "0001-01-01", "-0044-03-15", "999999-12-31", "-999999-01-01",
  ])
  func `writes back the date that it read`(_ text: String) {
    #expect(CalendarDate(iso: text)?.description == text)
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-01-00", "24-01-01",
    "2024-1-1", "2024/01/01", "2024-01-01T00:00", " 2024-01-01", "", "-", "02024-01-01",
    "1000000-01-01", "2024-0a-01", "20240101", "99999999999999999999-01-01",
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
    let last = try #require(CalendarDate(iso: "999999-12-31"))
    #expect(last.adding(days: 1) == nil)
    #expect(last.adding(days: .max) == nil)
    #expect(last.adding(months: 1) == nil)
    #expect(last.adding(months: .max) == nil)
    #expect(last.adding(days: -1)?.description == "999999-12-30")
  }
}
