import TestSupport
import Testing
@testable import Values

@Suite struct NamedZoneTests {
  /// The expected offsets are those of Python's zoneinfo, where the clock's time is not repeated.
  @Test(arguments: [
    ("Europe/Paris", "2024-01-15T12:00:00", 3600), ("Europe/Paris", "2024-07-15T12:00:00", 7200),
    ("Europe/Paris", "2024-03-31T01:59:59", 3600), ("Europe/Paris", "2024-03-31T02:30:00", 3600),
    ("Europe/Paris", "2024-03-31T03:00:00", 7200), ("Europe/Paris", "2024-10-27T01:59:59", 7200),
    ("Europe/Paris", "2024-10-27T02:30:00", 7200), ("Europe/Paris", "2024-10-27T03:00:00", 3600),
    ("Europe/Paris", "1900-01-01T00:00:00", 561), ("Europe/Paris", "0001-01-01T00:00:00", 561),
    ("Europe/Paris", "2400-07-01T00:00:00", 7200), ("Europe/Paris", "2400-01-01T00:00:00", 3600),
    ("Europe/London", "1970-01-01T00:00:00", 3600), ("Europe/London", "1944-06-06T06:30:00", 7200),
    ("Europe/London", "2037-07-01T00:00:00", 3600), ("Europe/London", "2038-07-01T00:00:00", 3600),
    ("Europe/Dublin", "2024-01-01T00:00:00", 0), ("Europe/Dublin", "2050-01-01T00:00:00", 0),
    ("America/New_York", "2024-03-10T02:15:00", -18000),
    ("America/New_York", "2024-11-03T01:15:00", -14400),
    ("America/New_York", "2100-11-07T01:15:00", -14400),
    ("America/St_Johns", "2024-06-01T00:00:00", -9000),
    ("Australia/Melbourne", "2021-01-01T10:10:10", 39600),
    ("Australia/Melbourne", "2021-06-01T10:10:10", 36000),
    ("Australia/Melbourne", "2077-12-31T23:59:59", 39600),
    ("Australia/Lord_Howe", "2024-01-01T00:00:00", 39600),
    ("Australia/Lord_Howe", "2024-07-01T00:00:00", 37800),
    ("Asia/Dhaka", "2021-01-01T10:10:10", 21600), ("Asia/Kathmandu", "2021-01-01T10:10:10", 20700),
    ("Asia/Tokyo", "1950-07-01T00:00:00", 36000), ("Pacific/Apia", "2011-12-29T23:00:00", -36000),
    ("Pacific/Apia", "2011-12-30T12:00:00", -36000), ("Pacific/Apia", "2011-12-31T00:00:00", 50400),
    ("America/Santiago", "2060-01-01T00:00:00", -10800),
    ("America/Santiago", "2060-07-01T00:00:00", -14400), ("Etc/UTC", "2024-01-01T00:00:00", 0),
    ("Etc/GMT+5", "2024-01-01T00:00:00", -18000), ("Africa/Monrovia", "1900-01-01T00:00:00", -2588),
    ("Asia/Kolkata", "3000-01-01T00:00:00", 19800),
  ])
  func `knows the offset of a zone's clocks`(_ zone: String, _ local: String, _ seconds: Int) {
    #expect(
      DateAndTime(iso: "\(local)@\(zone)")?.offset == DayTimeDuration(seconds: seconds)
    )
  }

  @Test func `zones are equal by name`() throws {
    #expect(NamedZone("Europe/Paris") == NamedZone("Europe/Paris"))
    #expect(NamedZone("Etc/UTC") != NamedZone("Etc/GMT"))
    #expect(NamedZone("Europe/Paris")?.hashValue == NamedZone("Europe/Paris")?.hashValue)
  }

  @Test func `a folder of zone data that is missing has no zones, and a folder is none`() {
    #expect(ZoneFile.bytes(name: "Europe/Paris", folder: "/nowhere/at all") == nil)
    #expect(ZoneFile.bytes(name: "Europe/Paris")?.prefix(4) == Array("TZif".utf8)[...])
    #expect(ZoneFile.bytes(name: "Europe") == [])
    #expect(NamedZone("Europe") == nil)
  }

  /// A file of one zone: an old block, a new one with the changes given, and a rule.
  private func file(
    version: Character = "2",
    changes: [(at: Int, type: UInt8)] = [(0, 1), (1_000_000, 0)],
    offsets: [Int32] = [3600, 7200],
    rule: String = "CET-1CEST,M3.5.0,M10.5.0/3"
  ) -> [UInt8] {
    func bytes(_ number: Int, _ size: Int) -> [UInt8] {
      (0..<size).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    func block(timeSize: Int) -> [UInt8] {
      let counts = [0, 0, 0, changes.count, offsets.count, 4]
      return Array("TZif\(version)".utf8) + bytes(0, 15) + counts.flatMap { bytes($0, 4) }
        + changes.flatMap { bytes($0.at, timeSize) } + changes.map(\.type)
        + offsets.flatMap { bytes(Int($0), 4) + [0, 0] } + Array("ABC\0".utf8)
    }
    return block(timeSize: 4) + (version == "\0" ? [] : block(timeSize: 8) + "\n\(rule)\n".utf8)
  }

  @Test func `reads a file of the old version, which has no rule`() throws {
    let history = try #require(ZoneHistory(name: "Some/Where", file(version: "\0")))
    #expect(history.offset(at: -1) == 3600)
    #expect(history.offset(at: 0) == 7200)
    #expect(history.offset(at: 1_000_000) == 3600)
    #expect(history.offset(at: 1_720_000_000) == 3600)
  }

  @Test func `follows the rule after the last change`() throws {
    let history = try #require(ZoneHistory(name: "Some/Where", file()))
    #expect(history.offset(at: 999_999) == 7200)
    #expect(history.offset(at: 1_720_000_000) == 7200)
    #expect(
      try #require(ZoneHistory(name: "Some/Where", file(rule: ""))).offset(at: 1_720_000_000)
        == 3600
    )
    #expect(
      try #require(ZoneHistory(name: "Some/Where", file(changes: []))).offset(at: 1_720_000_000)
        == 7200
    )
  }

  @Test func `refuses a file that is damaged, and does not crash on it`() throws {
    let whole = file()
    #expect(ZoneHistory(name: "Some/Where", whole) != nil)
    for length in whole.indices {
      #expect(
        ZoneHistory(name: "Some/Where", Array(whole.prefix(length))) == nil,
        "cut off after \(length)"
      )
    }
    let damaged = [
      file(changes: [(5, 0), (5, 1)]), file(changes: [(5, 0), (4, 1)]), file(changes: [(5, 2)]),
      file(offsets: []), file(offsets: [3600, .max]), file(offsets: [3600, .min]),
      Array("TZif2".utf8), Array("no zone".utf8), [],
    ]
    for bytes in damaged { #expect(ZoneHistory(name: "Some/Where", bytes) == nil) }
    var leap = file()
    // The count of leap seconds in the second block's header.
    let second = (whole.count - "\nCET-1CEST,M3.5.0,M10.5.0/3\n".utf8.count) / 2 - 4
    leap[second + 31] = 1
    leap[31] = 1
    #expect(ZoneHistory(name: "Some/Where", leap) == nil)
  }

  @Test func `random damage never crashes, and its offsets are of less than two days`() throws {
    for seed in Soak.seeds(short: 2000, long: 200_000) {
      var generator = SeededGenerator(seed: seed)
      var bytes = file(changes: (0..<5).map { ($0 * 9_000_000, UInt8($0 % 2)) })
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
          in: 0...255,
          using: &generator
        )
      }
      guard let history = ZoneHistory(name: "Some/Where", bytes) else { continue }
      for _ in 0..<8 {
        let seconds = Int.random(
          in: -31_556_889_864_403_199...31_556_889_864_403_199,
          using: &generator
        )
        #expect(history.offset(at: seconds).magnitude < 2 * 86_400, "\(generator)")
        #expect(
          history.offset(atLocal: seconds, isRepeated: false).magnitude < 2 * 86_400,
          "\(generator)"
        )
      }
    }
  }

  /// Moments in 2023 and 2024 (a leap year), with the offsets that the rules' own words say.
  @Test(arguments: [
    // The 60th day without the 29th of February is 1 March in both years, at two o'clock in winter time.
    ("AAA-1BBB,J60,J300", "2023-03-01T00:59:59Z", 3600),
    ("AAA-1BBB,J60,J300", "2023-03-01T01:00:00Z", 7200),
    ("AAA-1BBB,J60,J300", "2024-03-01T00:59:59Z", 3600),
    ("AAA-1BBB,J60,J300", "2024-03-01T01:00:00Z", 7200),
    // Day 59 counted from 0 is 1 March, or 29 February in a leap year.
    ("AAA-1BBB,59,300", "2023-03-01T01:00:00Z", 7200),
    ("AAA-1BBB,59,300", "2024-02-29T00:59:59Z", 3600),
    ("AAA-1BBB,59,300", "2024-02-29T01:00:00Z", 7200),
    // The first Sunday of April 2024 is the 7th, the last Sunday of October the 27th.
    ("AAA10BBB,M4.1.0,M10.5.0", "2024-04-07T11:59:59Z", -36000),
    ("AAA10BBB,M4.1.0,M10.5.0", "2024-04-07T12:00:00Z", -32400),
    ("AAA10BBB,M4.1.0,M10.5.0", "2024-10-27T10:59:59Z", -32400),
    ("AAA10BBB,M4.1.0,M10.5.0", "2024-10-27T11:00:00Z", -36000),
    // South of the equator summer time lasts over the turn of the year.
    ("<+11>-11<+12>-12:30,M10.1.0,M4.1.0/3", "2024-01-01T00:00:00Z", 45000),
    ("<+11>-11<+12>-12:30,M10.1.0,M4.1.0/3", "2024-07-01T00:00:00Z", 39600),
    // A time before midnight, and one of the next day: 30 March at 22:00 and 29 October at 1:00.
    ("<-02>2<-01>,M3.5.0/-2,M10.5.0/49", "2024-03-30T23:59:59Z", -7200),
    ("<-02>2<-01>,M3.5.0/-2,M10.5.0/49", "2024-03-31T00:00:00Z", -3600),
    ("<-02>2<-01>,M3.5.0/-2,M10.5.0/49", "2024-10-29T01:59:59Z", -3600),
    ("<-02>2<-01>,M3.5.0/-2,M10.5.0/49", "2024-10-29T02:00:00Z", -7200),
    // Summer time all year.
    ("AAA5BBB,0/0,J365/25", "2024-01-01T05:00:00Z", -14400),
    ("AAA5BBB,0/0,J365/25", "2023-12-31T23:59:59Z", -14400),
    ("AAA-5:45:30", "2024-01-01T00:00:00Z", 20730),
  ])
  func `follows a rule of every kind`(_ rule: String, _ moment: String, _ offset: Int) throws {
    let seconds = try #require(DateAndTime(iso: moment)).epochNanoseconds / 1_000_000_000
    #expect(try #require(ZoneRule(rule)).offset(at: Int(seconds)) == offset)
  }

  @Test(arguments: [
    "", "1", "AAA", "<AAA-1", "<>-1", "AAA25", "AAA-1BBB", "AAA-1BBB,", "AAA-1BBB,J60",
    "AAA-1,J60,J300",
    "AAA-1BBB,J0,J300", "AAA-1BBB,J366,J300", "AAA-1BBB,366,1", "AAA-1BBB,M0.1.0,M10.1.0",
    "AAA-1BBB,M3.6.0,M10.1.0", "AAA-1BBB,M3.1.7,M10.1.0", "AAA-1BBB,M3.1.0/168,M10.1.0",
    "AAA-1BBB,M3.1.0/1:60,M10.1.0", "AAA-1BBB,M3.1.0,M10.1.0 ",
  ])
  func `refuses what is no rule`(_ rule: String) {
    #expect(ZoneRule(rule) == nil)
  }
}
