import Testing
import Values

@Suite struct TimeOfDayTests {
  @Test(arguments: [
    "00:00:00", "23:59:59", "10:30:00.5", "10:30:00.000000001", "11:22:33.123456789Z",
    "13:20:00-05:00", "13:20:00+14:00", "13:20:00-14:00", "11:59:45+02:45:55", "00:01:00@Etc/UTC",
    "10:15:00@Australia/Melbourne", "10:15:00@Etc/GMT+5",
  ])
  func `writes back the time that it read`(_ text: String) {
    #expect(TimeOfDay(iso: text)?.description == text)
  }

  @Test(arguments: [
    ("11:22:33z", "11:22:33Z"), ("11:22:33+00:00", "11:22:33Z"), ("11:22:33-00:00", "11:22:33Z"),
    ("10:00:00.500", "10:00:00.5"),
    ("10:00:00.0", "10:00:00"), ("10:00:00.1234567899", "10:00:00.123456789"),
    ("10:00:00+01:00:00", "10:00:00+01:00"), ("24:00:00", "00:00:00"),
    ("24:00:00.000Z", "00:00:00Z"),
  ])
  func `writes times in one form`(_ text: String, _ expected: String) {
    #expect(TimeOfDay(iso: text)?.description == expected)
  }

  @Test(arguments: [
    "", "10", "10:00", "7:00:00", "07:01:2", "07:1:02", "007:01:02", "24:00:01", "24:01:00",
    "24:00:00.000000001", "25:00:00", "00:60:00", "00:00:60", "00:00:61", "-01:00:00", "T10:00:00",
    "10:00:00.", "10:00:00,5", "10:00:00T", " 10:00:00", "10:00:00 ", "10:00:00ZZ",
    "10:00:00+5", "10:00:00+05", "10:00:00+0500", "10:00:00+5:00", "10:00:00+14:01",
    "10:00:00-19:00", "10:00:00+01:60", "10:00:00+01:00:60", "10:00:00+01:00@Europe/Paris",
    "10:00:00Z@Europe/Paris", "10:00:00@", "10:00:00@xyz/abc", "10:00:00@europe/paris",
    "10:00:00@Europe/Paris/", "10:00:00@/Europe/Paris", "10:00:00@Europe//Paris",
    "10:00:00@../zoneinfo/Europe/Paris", "10:00:00@Europe", "10:00:00@posix/Europe/Paris",
    "10:00:00@right/Europe/Paris", "10:00:00@localtime", "10:00:00@tzdata.zi", "１0:00:00",
    "10:00:00\u{301}",
  ])
  func `refuses what is no time`(_ text: String) {
    #expect(TimeOfDay(iso: text) == nil)
  }

  @Test func `is made of what a clock shows`() throws {
    let time = try #require(TimeOfDay(hour: 23, minute: 59, second: 58, nanosecond: 7))
    #expect((time.hour, time.minute, time.second, time.nanosecondOfSecond) == (23, 59, 58, 7))
    #expect(time.nanosecond == 86_398_000_000_007)
    for (hour, minute, second, nanosecond) in [
      (24, 0, 0, 0), (-1, 0, 0, 0), (0, 60, 0, 0), (0, -1, 0, 0), (0, 0, 60, 0), (0, 0, -1, 0),
      (0, 0, 0, 1_000_000_000), (0, 0, 0, -1), (.max, .max, .max, .max), (.min, 0, 0, 0),
    ] {
      #expect(
        TimeOfDay(hour: hour, minute: minute, second: second, nanosecond: nanosecond) == nil
      )
    }
    #expect(TimeOfDay(nanosecond: 86_400_000_000_000) == nil)
    #expect(TimeOfDay(nanosecond: -1) == nil)
  }

  @Test(arguments: [
    ("10:15:00", "P1D", "10:15:00"), ("10:15:00+11:00", "PT1H", "11:15:00+11:00"),
    ("23:30:00", "PT1H", "00:30:00"), ("00:30:00Z", "-PT1H", "23:30:00Z"),
    ("10:15:00@Australia/Melbourne", "-PT1H", "09:15:00@Australia/Melbourne"),
    ("00:00:00", "-PT0.000000001S", "23:59:59.999999999"), ("12:00:00", "-P7DT12H", "00:00:00"),
  ])
  func `a duration later is round midnight`(_ text: String, _ duration: String, _ expected: String)
    throws
  {
    let later = try #require(TimeOfDay(iso: text)).adding(
      try #require(DayTimeDuration(iso: duration))
    )
    #expect(later.description == expected)
  }

  @Test func `the longest duration can be added`() throws {
    let time = try #require(TimeOfDay(iso: "23:59:59"))
    for nanoseconds in [Int128.max, .min] {
      let later = time.adding(DayTimeDuration(nanoseconds: nanoseconds))
      let back = later.adding(DayTimeDuration(nanoseconds: -(nanoseconds % 86_400_000_000_000)))
      #expect(back == time)
    }
  }

  @Test(arguments: [
    ("10:10:10", "09:10:10", "PT1H"), ("10:10:10+11:00", "11:10:10+11:00", "-PT1H"),
    ("10:00:00Z", "10:00:00+01:00", "PT1H"), ("00:00:00+14:00", "00:00:00-14:00", "-P1DT4H"),
    ("10:10:10@Europe/Paris", "09:10:10@Europe/Paris", "PT1H"),
    ("10:00:00", "10:00:00Z", nil), ("10:00:00Z", "10:00:00", nil),
    ("10:00:00@Europe/Paris", "10:00:00", nil),
    // The offsets of 1970-01-01: Paris +01:00, Tokyo +09:00.
    ("10:00:00@Europe/Paris", "10:00:00Z", "-PT1H"),
    ("10:00:00@Europe/Paris", "10:00:00@Asia/Tokyo", "PT8H"),
  ])
  func `the duration between times is told where their zones tell it`(
    _ a: String,
    _ b: String,
    _ expected: String?
  ) throws {
    let difference = try #require(TimeOfDay(iso: a)).subtracting(try #require(TimeOfDay(iso: b)))
    #expect(difference?.description == expected)
  }

  @Test func `gives the offset of a fixed zone only`() throws {
    #expect(TimeOfDay(iso: "10:00:00-02:30")?.offset == DayTimeDuration(seconds: -9000))
    #expect(TimeOfDay(iso: "10:00:00")?.offset == nil)
    #expect(TimeOfDay(iso: "10:00:00@Europe/Paris")?.offset == nil)
  }

  @Test func `a zone is made of a duration of up to eighteen hours`() throws {
    let offset = try #require(DayTimeDuration(iso: "-PT2H45M55S"))
    #expect(Zone(offset: offset)?.description == "-02:45:55")
    #expect(Zone(offset: DayTimeDuration(seconds: 0)) == Zone(iso: "Z"))
    #expect(Zone(offset: DayTimeDuration(seconds: 64_801)) == nil)
    #expect(Zone(offset: DayTimeDuration(nanoseconds: 1)) == nil)
    #expect(Zone(offset: DayTimeDuration(nanoseconds: .min)) == nil)
  }
}
