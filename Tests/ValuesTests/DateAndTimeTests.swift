import TestSupport
import Testing
import Values

@Suite struct DateAndTimeTests {
  @Test(arguments: [
    "2017-12-31T00:00:00", "2017-12-31T11:22:33.123456789", "-2017-12-31T11:22:33.456+01:35",
    "0000-01-01T00:00:00Z", "-99999-12-31T11:22:33", "2011-12-31T10:15:30@Europe/Paris",
    "999999999-12-31T23:59:59.999999999@Europe/Paris", "-999999999-01-01T00:00:00+14:00",
  ])
  func `writes back the moment that it read`(_ text: String) {
    #expect(DateAndTime(iso: text)?.description == text)
  }

  @Test(arguments: [
    "", "T", "2012-12-24", "2012-12-24T", "T11:22:33", "2017-12-31 11:22:33",
    "2017-12-31t11:22:33", "9999999999-12-27T11:22:33", "2017-13-32T11:22:33",
    "2017-13-0T11:22:33", "998-12-31T11:22:33", "+99999-12-01T11:22:33", "2017-12-31T24:01:00",
    "2017-12-31T00:60:00", "2017-12-31T00:00:61", "2017-12-31T7:00:00", "2017-12-31T13:20:00+19:00",
    "2017-12-31T13:20:00+5:00", "2017-12-31T13:20:00+02:00@Europe/Paris", "2017-12-31T13:20",
    "2017-12-31T13:20:00@", "2017-12-31T13:20:00@Nowhere/At_All", "999999999-12-31T24:00:00",
    "2017-12-31ZT13:20:00",
  ])
  func `refuses what is no moment`(_ text: String) {
    #expect(DateAndTime(iso: text) == nil)
  }

  @Test func `the end of a day is the next day's midnight`() {
    #expect(DateAndTime(iso: "2020-12-31T24:00:00Z")?.description == "2021-01-01T00:00:00Z")
  }

  /// The expected numbers are those of Python's datetime and zoneinfo.
  @Test(arguments: [
    ("1970-01-01T00:00:00", 0), ("1970-01-01T00:00:00Z", 0), ("2024-02-29T12:00:00", 1_709_208_000),
    ("2024-02-29T12:00:00+05:30", 1_709_188_200), ("0001-01-01T00:00:00Z", -62_135_596_800),
    ("9999-12-31T23:59:59Z", 253_402_300_799), ("2024-07-01T12:00:00@Europe/Paris", 1_719_828_000),
    ("2024-01-01T12:00:00@America/New_York", 1_704_128_400),
  ])
  func `counts from 1970 in UTC`(_ text: String, _ seconds: Int) throws {
    #expect(
      try #require(DateAndTime(iso: text)).epochNanoseconds == Int128(seconds) * 1_000_000_000
    )
  }

  @Test(arguments: [
    ("2021-01-12T10:10:10", "P1DT1H", "2021-01-13T11:10:10"),
    ("2021-01-01T10:10:10+11:00", "-P1D", "2020-12-31T10:10:10+11:00"),
    (
      "-2021-01-01T10:10:10@Australia/Melbourne", "-P1D", "-2022-12-31T10:10:10@Australia/Melbourne"
    ),
    ("2021-01-01T00:00:00", "-PT0.000000001S", "2020-12-31T23:59:59.999999999"),
    // A day over a change of the clocks has 23 or 25 hours.
    ("2024-03-30T12:00:00@Europe/Paris", "P1D", "2024-03-31T13:00:00@Europe/Paris"),
    ("2024-10-26T12:00:00@Europe/Paris", "P1D", "2024-10-27T11:00:00@Europe/Paris"),
    ("2024-03-31T01:59:59@Europe/Paris", "PT1S", "2024-03-31T03:00:00@Europe/Paris"),
    // A time that the clocks skip is read as if they had not been put forward.
    ("2024-03-31T02:30:00@Europe/Paris", "PT0S", "2024-03-31T03:30:00@Europe/Paris"),
  ])
  func `a duration later is that much later everywhere`(
    _ text: String,
    _ duration: String,
    _ expected: String
  ) throws {
    let later = try #require(DateAndTime(iso: text)).adding(
      try #require(DayTimeDuration(iso: duration))
    )
    #expect(later?.description == expected)
  }

  @Test func `an hour that the clocks show twice passes twice`() throws {
    let first = try #require(DateAndTime(iso: "2024-10-27T02:30:00@Europe/Paris"))
    let hour = DayTimeDuration(seconds: 3600)
    let second = try #require(first.adding(hour))
    let third = try #require(second.adding(hour))
    #expect(first.description == second.description)
    #expect(first != second)
    #expect(first.offset == DayTimeDuration(seconds: 7200))
    #expect(second.offset == DayTimeDuration(seconds: 3600))
    #expect(second.subtracting(first) == hour)
    #expect(third.description == "2024-10-27T03:30:00@Europe/Paris")
    #expect(third.adding(DayTimeDuration(seconds: -3600)) == second)
    #expect(second.adding(DayTimeDuration(seconds: -3600)) == first)
  }

  @Test(arguments: [
    ("2021-01-31T10:10:10", 1, "2021-02-28T10:10:10"),
    ("2021-01-01T10:10:10@Australia/Melbourne", 6, "2021-07-01T10:10:10@Australia/Melbourne"),
    ("-2021-01-01T10:10:10+11:00", -12, "-2022-01-01T10:10:10+11:00"),
  ])
  func `months later the clock shows the same`(_ text: String, _ months: Int, _ expected: String)
    throws
  {
    let later = try #require(DateAndTime(iso: text)).adding(YearMonthDuration(months: months))
    #expect(later?.description == expected)
  }

  @Test(arguments: [
    ("2021-01-02T10:10:10", "2021-01-01T10:10:10", "P1D"),
    ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10@Asia/Dhaka", "P1DT5H"),
    ("2021-01-02T10:10:10@Europe/Paris", "1995-01-01T10:10:10@Europe/Paris", "P9498D"),
    ("2021-01-02T00:00:00Z", "2021-01-01T10:10:10+11:00", "P1DT49M50S"),
    ("2021-01-02T10:10:10", "2021-01-01T10:10:10+02:00", nil),
    ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10", nil),
  ])
  func `the duration between moments is told where both have a zone, or neither`(
    _ a: String,
    _ b: String,
    _ expected: String?
  ) throws {
    let later = try #require(DateAndTime(iso: a))
    let earlier = try #require(DateAndTime(iso: b))
    #expect(later.subtracting(earlier)?.description == expected)
  }

  @Test func `the calendar ends for moments too`() throws {
    let zones = ["", "Z", "+14:00", "-14:00", "@Europe/Paris", "@Pacific/Apia"]
    for zone in zones {
      let first = try #require(DateAndTime(iso: "-999999999-01-01T00:00:00" + zone))
      let last = try #require(DateAndTime(iso: "999999999-12-31T23:59:59.999999999" + zone))
      for nanoseconds in [1, Int128.max] {
        #expect(last.adding(DayTimeDuration(nanoseconds: nanoseconds)) == nil)
        #expect(first.adding(DayTimeDuration(nanoseconds: -nanoseconds)) == nil)
      }
      let whole = try #require(last.subtracting(first))
      #expect(first.adding(whole) == last)
      #expect(last.adding(YearMonthDuration(months: .max)) == nil)
      #expect(first.adding(YearMonthDuration(months: .min)) == nil)
    }
    #expect(
      DateAndTime(epochNanoseconds: .max, zone: .named(try #require(NamedZone("Europe/Paris"))))
        == nil
    )
    #expect(DateAndTime(epochNanoseconds: .min, zone: .offset(seconds: -1)) == nil)
  }

  @Test func `adding and taking away agree in every zone`() throws {
    var generator = SeededGenerator()
    let names = [
      "Europe/Paris", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia",
      "America/Santiago", "Asia/Kolkata", "Africa/Casablanca",
    ]
    let zones =
      try names.map { Zone.named(try #require(NamedZone($0))) } + [.offset(seconds: -9000)]
    for _ in 0..<3000 {
      let zone = try #require(zones.randomElement(using: &generator))
      // From about 1840 to 2240, so that the clocks change often.
      let instant = Int128.random(in: -4_000_000_000...8_500_000_000, using: &generator)
      let moment = try #require(
        DateAndTime(epochNanoseconds: instant * 1_000_000_000, zone: zone),
        "\(generator)"
      )
      #expect(moment.epochNanoseconds == instant * 1_000_000_000, "\(moment), \(generator)")
      let duration = DayTimeDuration(
        nanoseconds: Int128.random(in: -10_000_000...10_000_000, using: &generator) * 1_000_000_000
      )
      let later = try #require(moment.adding(duration), "\(generator)")
      #expect(later.subtracting(moment) == duration, "\(moment) \(duration), \(generator)")
      let read = try #require(DateAndTime(iso: moment.description))
      // The text of an hour that is shown twice is that of the first.
      let gone = moment.epochNanoseconds - read.epochNanoseconds
      #expect(0 <= gone && gone <= 7200 * 1_000_000_000, "\(moment), \(generator)")
    }
  }
}
