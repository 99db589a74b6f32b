@testable import Extracts
import TestSupport
import Testing
import Values

private func read(_ text: String, _ patterns: String...) throws -> DateReading {
  let formats = try patterns.map { try #require(DateFormat($0)) }
  let format = try #require(DateFormat(anyOf: formats))
  let bytes = Array(text.utf8)
  return format.read(bytes.span)
}

/// A number with zeros before it.
private func padded(_ number: Int, _ count: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, count - digits.count)) + digits
}

private let months = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
]

@Suite struct `Declared dates` {
  @Test(arguments: [
    ("2024-06-30", "yyyy-mm-dd"), ("30/06/2024", "dd/mm/yyyy"), ("30-Jun-24", "dd-Mon-yy"),
    ("30 jun 2024", "d Mon yyyy"), ("6/30/2024", "m/d/yyyy"), ("30 June 2024", "d Month yyyy"),
    ("20240630", "yyyymmdd"), ("2024-06-30 00:00:00", "yyyy-mm-dd 00:00:00"),
    ("2024-06-30T00:00:00", "yyyy-mm-ddT00:00:00"), ("30/06/2024", "d/m/yyyy"),
    ("Sunday 30 June 2024", "Weekday d Month yyyy"), ("Sun 30 Jun 2024", "Weekday d Mon yyyy"),
    ("2024-06-30T23:59", "yyyy-mm-ddThh:mm"), ("30/06/2024 01:00:00", "dd/mm/yyyy hh:mm:ss"),
    ("2024-06-30T23:59:59.123456Z", "yyyy-mm-ddThh:mm:ss.fffZ"),
    ("6/30/2024 9:05 PM", "m/d/yyyy h:mm AM/PM"), ("45473", "excel"), ("44011", "excel 1904"),
    ("45473.0416666667", "excel"), ("06302024", "mmddyyyy"),
  ])
  func `a date is read as its pattern says, and its time is left out`(
    text: String,
    pattern: String
  ) throws {
    let expected = try #require(CalendarDate(year: 2024, month: 6, day: 30))
    #expect(try read(text, pattern) == .date(expected))
  }

  @Test func `September is shortened to three letters or to four`() throws {
    let expected = try #require(CalendarDate(year: 2024, month: 9, day: 3))
    #expect(try read("03-Sep-24", "dd-Mon-yy") == .date(expected))
    #expect(try read("03-Sept-24", "dd-Mon-yy") == .date(expected))
    #expect(try read("03-Septe-24", "dd-Mon-yy") == .malformed)
    #expect(try read("03-June-24", "dd-Mon-yy") == .malformed)
  }

  @Test(arguments: ["30/06/2024", "30/06/2024 10:15", "30/06/2024 10:15:59"])
  func `what stands in brackets may be missing`(text: String) throws {
    let expected = try #require(CalendarDate(year: 2024, month: 6, day: 30))
    #expect(try read(text, "dd/mm/yyyy[ hh:mm[:ss]]") == .date(expected))
    #expect(try read(text + ":", "dd/mm/yyyy[ hh:mm[:ss]]") == .malformed)
  }

  @Test(arguments: [
    ("2024-6-30", "yyyy-mm-dd"), ("30/06/24", "dd/mm/yyyy"), ("30.06.2024", "dd/mm/yyyy"),
    ("30 Juni 2024", "d Mon yyyy"), ("2024-06-30 10:15:00", "yyyy-mm-dd 00:00:00"),
    ("2024-06-30", "yyyy-mm-dd 00:00:00"), ("2024-06-301", "yyyy-mm-dd"), ("", "yyyy-mm-dd"),
    ("2024-06-3O", "yyyy-mm-dd"), ("2024:06-30", "yyyy-mm-dd"), ("045473", "excel"),
    ("45473.", "excel"), ("4.5E4", "excel"), ("-1", "excel"),
    ("Sundae 30 Jun 2024", "Weekday d Mon yyyy"),
  ])
  func `a date written otherwise is refused`(text: String, pattern: String) throws {
    #expect(try read(text, pattern) == .malformed)
  }

  @Test(arguments: [
    ("30/02/2024", "dd/mm/yyyy"), ("29/02/2023", "dd/mm/yyyy"), ("31/04/2024", "dd/mm/yyyy"),
    ("00/01/2024", "dd/mm/yyyy"), ("01/13/2024", "dd/mm/yyyy"), ("29/02/2100", "dd/mm/yyyy"),
    ("2024-06-30T24:00", "yyyy-mm-ddThh:mm"), ("2024-06-30T10:60", "yyyy-mm-ddThh:mm"),
    ("30/06/2024 13:00 AM", "dd/mm/yyyy hh:mm AM/PM"),
    ("Monday 30 June 2024", "Weekday d Month yyyy"),
    ("60", "excel"),
  ])
  func `a day or a time that does not exist is refused as such`(
    text: String,
    pattern: String
  ) throws {
    #expect(try read(text, pattern) == .impossible)
  }

  @Test(arguments: ["31/12/9999", "01/01/0001", "31/12/1899", "01/01/2200"])
  func `years that no audit meets are refused as such`(text: String) throws {
    #expect(try read(text, "dd/mm/yyyy") == .implausible)
  }

  @Test func `the first and the last years are read`() throws {
    #expect(try read("01/01/1900", "dd/mm/yyyy") == .date(CalendarDate(dayNumber: -25_567)))
    #expect(try read("31/12/2199", "dd/mm/yyyy") == .date(CalendarDate(dayNumber: 84_005)))
  }

  @Test func `day numbers agree with the days that spreadsheets show for them`() throws {
    // 1 March 1900 is 61 in one system; 1 January 1904 is the day before 1 in the other.
    let march = try #require(CalendarDate(year: 1900, month: 3, day: 1))
    #expect(try read("61", "excel") == .date(march))
    #expect(try read("59", "excel") == .date(CalendarDate(dayNumber: march.dayNumber - 1)))
    let january = try #require(CalendarDate(year: 1904, month: 1, day: 2))
    #expect(try read("1", "excel 1904") == .date(january))
  }

  @Test func `years of two digits run from 1970 to 2069`() throws {
    let years = try ["70", "99", "00", "69"].map { text in
      if case .date(let date) = try read("01/01/\(text)", "dd/mm/yy") { return date.year }
      return 0
    }
    #expect(years == [1970, 1999, 2000, 2069])
  }

  @Test(arguments: [
    "", "yyyy-mm", "dd/dd/mm/yyyy", "dmyyyy", "yyyy-mm-dd-yy", "dd/mm/yyyyé", "DD/MM/YYYY",
    "dd/MMM/yyyy", "dd/mm/yyyy HH:MM", "dd/mm/yyyy[ hh:mm", "dd/mm/yyyy]", "dd/mm[/yyyy]", "hh:mm",
    "dd/mm/yyyy ss", "excel 1900", "dd/mm/yyyy AM/PM", "d/m/yyyy h4",
    "dd/mm/yyyy[a][b][c][d]", "[-][-][-][-]yyyy-mm-dd",
  ])
  func `a pattern that lacks a part, or could be read two ways, is no pattern`(pattern: String) {
    #expect(DateFormat(pattern) == nil)
  }

  @Test func `several patterns are tried in order, and the nearest fault is told`() throws {
    let expected = try #require(CalendarDate(year: 2024, month: 6, day: 30))
    #expect(try read("30/06/2024", "yyyy-mm-dd", "dd/mm/yyyy") == .date(expected))
    #expect(try read("2024-06-30", "yyyy-mm-dd", "dd/mm/yyyy") == .date(expected))
    #expect(try read("31/06/2024", "yyyy-mm-dd", "dd/mm/yyyy") == .impossible)
    #expect(try read("30.06.2024", "yyyy-mm-dd", "dd/mm/yyyy") == .malformed)
  }

  @Test(arguments: [
    ("dd/mm/yyyy", "mm/dd/yyyy"), ("d/m/yyyy", "m/d/yyyy"), ("dd/mm/yy", "yy/mm/dd"),
    ("yyyymmdd", "yyyyddmm"), ("excel", "excel 1904"), ("yymmdd", "excel"),
    ("dd/mm/yyyy[ hh:mm]", "mm/dd/yyyy hh:mm"), ("d-Mon-yy", "yy-Mon-d"),
  ])
  func `two patterns that read a text as different days contradict each other`(
    first: String,
    second: String
  ) throws {
    let formats = try [first, second].map { try #require(DateFormat($0)) }
    let found = try #require(DateFormat.contradiction(among: formats))
    #expect(found.readings.count == 2)
    #expect(found.readings[0].date != found.readings[1].date)
    // Each format does read the text as it is said to.
    let bytes = Array(found.text.utf8)
    for reading in found.readings {
      #expect(formats[reading.format].read(bytes.span) == .date(reading.date))
    }
  }

  @Test(arguments: [
    ("dd/mm/yyyy", "yyyy-mm-dd"), ("dd/mm/yyyy", "d/m/yyyy"), ("dd/mm/yyyy", "dd/mm/yy"),
    ("yyyymmdd", "excel"), ("dd/mm/yyyy", "mm-dd-yyyy"), ("d Mon yyyy", "d Month yyyy"),
    ("yyyymmdd", "ddmmyyyy"),
  ])
  func `patterns that agree wherever both read do not contradict each other`(
    first: String,
    second: String
  ) throws {
    let formats = try [first, second].map { try #require(DateFormat($0)) }
    #expect(DateFormat.contradiction(among: formats) == nil)
  }

  /// Each pattern, and how a date is written in it.
  private static let writers: [(pattern: String, write: @Sendable (Int, Int, Int) -> String)] = [
    ("yyyy-mm-dd", { "\($0)-\(padded($1))-\(padded($2))" }),
    ("dd/mm/yyyy", { "\(padded($2))/\(padded($1))/\($0)" }),
    ("mm/dd/yyyy", { "\(padded($1))/\(padded($2))/\($0)" }),
    ("dd.mm.yyyy", { "\(padded($2)).\(padded($1)).\($0)" }),
    ("yyyymmdd", { "\($0)\(padded($1))\(padded($2))" }),
    ("ddmmyyyy", { "\(padded($2))\(padded($1))\($0)" }),
    ("d/m/yyyy", { "\($2)/\($1)/\($0)" }),
    ("m/d/yyyy", { "\($1)/\($2)/\($0)" }),
    ("d Mon yyyy", { "\($2) \(months[$1 - 1].prefix(3)) \($0)" }),
    ("dd-Mon-yyyy", { "\(padded($2))-\(months[$1 - 1].prefix(3).uppercased())-\($0)" }),
    ("d Month yyyy", { "\($2) \(months[$1 - 1]) \($0)" }),
    ("Month d, yyyy", { "\(months[$1 - 1].lowercased()) \($2), \($0)" }),
    ("dd/mm/yyyy[ hh:mm[:ss]]", { "\(padded($2))/\(padded($1))/\($0) 23:59:58" }),
    ("yyyy-mm-dd[Thh:mm]", { "\($0)-\(padded($1))-\(padded($2))" }),
  ]

  @Test func `every day of three centuries is read back from every pattern`() throws {
    let formats = try Self.writers.map { try #require(DateFormat($0.pattern)) }
    var wrong: [String] = []
    for dayNumber in stride(from: -25_567, through: 84_005, by: Soak.isOn ? 1 : 11) {
      let date = CalendarDate(dayNumber: dayNumber)
      let (year, month, day) = (date.year, date.month, date.day)
      for (format, writer) in zip(formats, Self.writers) {
        let text = Array(writer.write(year, month, day).utf8)
        if format.read(text.span) != .date(date) { wrong.append("\(date) in \(writer.pattern)") }
      }
    }
    #expect(wrong == [])
  }

  /// What `dd/mm/yyyy` says, the slow way.
  private func reference(_ text: [UInt8]) -> DateReading {
    let parts = String(decoding: text, as: UTF8.self).split(
      separator: "/",
      omittingEmptySubsequences: false
    )
    guard parts.map(\.utf8.count) == [2, 2, 4],
      !parts.joined().contains(where: { !"0123456789".contains($0) }),
      let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
    else { return .malformed }
    guard let date = CalendarDate(year: year, month: month, day: day) else { return .impossible }
    return (1900...2199).contains(year) ? .date(date) : .implausible
  }

  @Test func `any bytes are read as a slow reader reads them`() throws {
    let format = try #require(DateFormat("dd/mm/yyyy"))
    let others = try Self.writers.map { try #require(DateFormat($0.pattern)) }
    for seed in Soak.seeds(short: 20, long: 2000) {
      var random = SeededGenerator(seed: seed)
      for _ in 0..<200 {
        let date = CalendarDate(dayNumber: Int.random(in: -30_000...90_000, using: &random))
        var text = Array("\(padded(date.day))/\(padded(date.month))/\(padded(date.year, 4))".utf8)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          let place = Int.random(in: 0..<text.count, using: &random)
          switch Int.random(in: 0...3, using: &random) {
          case 0: text[place] = UInt8.random(in: 0...255, using: &random)
          case 1: text[place] = UInt8.random(in: 0x2E...0x3A, using: &random)
          case 2: text.insert(UInt8.random(in: 0x2F...0x39, using: &random), at: place)
          default: if text.count > 1 { text.remove(at: place) }
          }
        }
        #expect(format.read(text.span) == reference(text), "\(text) \(random)")
        for other in others { _ = other.read(text.span) }
      }
    }
  }
}
