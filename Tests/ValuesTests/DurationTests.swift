import Testing
import Values

@Suite struct DurationTests {
  @Test(arguments: ["P1Y2M", "-P3M", "P10Y", "P0M"])
  func `writes back the years and months that it read`(_ text: String) {
    #expect(YearMonthDuration(iso: text)?.description == text)
  }

  @Test(arguments: [
    "P1D", "-P3DT4H", "PT5M", "PT0.5S", "P1DT1H1M1.000000001S", "PT0S", "-PT1S", "P1000000D",
  ])
  func `writes back the days and times that it read`(_ text: String) {
    #expect(DayTimeDuration(iso: text)?.description == text)
  }

  @Test(arguments: [("P14M", "P1Y2M"), ("P0Y1M", "P1M"), ("-P0M", "P0M")])
  func `writes years and months in their shortest form`(_ text: String, _ expected: String) {
    #expect(YearMonthDuration(iso: text)?.description == expected)
  }

  @Test(arguments: [
    ("PT24H", "P1D"), ("PT3600S", "PT1H"), ("P0DT90M", "PT1H30M"), ("-P0D", "PT0S"),
    ("PT1.50S", "PT1.5S"),
  ])
  func `writes days and times in their shortest form`(_ text: String, _ expected: String) {
    #expect(DayTimeDuration(iso: text)?.description == expected)
  }

  @Test(arguments: [
    "", "P", "PT", "P1DT", "1D", "P-1D", "P1H", "PT1D", "P1.5D", "PT1.S", "P1D ", "+P1D", "P1M1D",
    "PT1S1M",
  ])
  func `refuses what is no duration of days and time`(_ text: String) {
    #expect(DayTimeDuration(iso: text) == nil)
  }

  @Test(arguments: ["", "P", "P1M1Y", "P1D", "PY", "P1.5Y", "P1Y ", "P9223372036854775807Y"])
  func `refuses what is no duration of years and months`(_ text: String) {
    #expect(YearMonthDuration(iso: text) == nil)
  }

  @Test func `whole days are told from others`() {
    #expect(DayTimeDuration(iso: "PT48H")?.days == 2)
    #expect(DayTimeDuration(iso: "PT47H")?.days == nil)
    #expect(DayTimeDuration(days: -3).days == -3)
  }

  @Test func `durations add, turn round and scale`() {
    #expect(DayTimeDuration(days: 2).adding(DayTimeDuration(days: -3)) == DayTimeDuration(days: -1))
    #expect(
      DayTimeDuration(days: 3).multiplied(by: Decimal(scaled: 5, scale: 1))?.description
        == "P1DT12H"
    )
    #expect(DayTimeDuration(days: 3).divided(by: Decimal(2))?.description == "P1DT12H")
    #expect(
      DayTimeDuration(days: 3).divided(by: DayTimeDuration(days: 2))
        == Decimal(scaled: 15, scale: 1)
    )
    #expect(DayTimeDuration(days: 3).divided(by: .zero) == nil as DayTimeDuration?)
    #expect(YearMonthDuration(months: 7).divided(by: Decimal(2))?.months == 3)
    #expect(
      YearMonthDuration(months: -7).multiplied(by: Decimal(scaled: 5, scale: 1))?.months == -3
    )
    #expect(YearMonthDuration(months: .max).adding(YearMonthDuration(months: 1)) == nil)
    #expect(YearMonthDuration(months: .min).negated == nil)
  }

  @Test func `gives the parts of a duration, each with its sign`() throws {
    let duration = try #require(DayTimeDuration(iso: "-P1DT2H3M4.5S"))
    #expect(duration.components == (-1, -2, -3, -4))
    #expect(YearMonthDuration(months: -14).components == (-1, -2))
    #expect(YearMonthDuration(months: 26).components == (2, 2))
  }

  @Test func `reads leading zeros and long fields, and refuses what is too long`() {
    let zeros = String(repeating: "0", count: 100)
    #expect(DayTimeDuration(iso: "P\(zeros)1DT\(zeros)1S")?.description == "P1DT1S")
    #expect(YearMonthDuration(iso: "P\(zeros)1Y")?.months == 12)
    #expect(DayTimeDuration(iso: "PT0.\(zeros)1S") == DayTimeDuration(nanoseconds: 0))
    #expect(DayTimeDuration(iso: "PT1.9999999999S")?.nanoseconds == 1_999_999_999)
    // 2^127 - 1 nanoseconds, the most there is; the next one; and fields that do not fit one by one.
    let most = "170141183460469231731687303715.884105727"
    #expect(DayTimeDuration(iso: "PT\(most)S")?.nanoseconds == .max)
    #expect(DayTimeDuration(iso: "-PT\(most)S")?.nanoseconds == -.max)
    #expect(DayTimeDuration(iso: "PT170141183460469231731687303715.884105728S") == nil)
    for unit in ["D", "H", "M", "S"] {
      let nines = String(repeating: "9", count: 38)
      #expect(DayTimeDuration(iso: "P\(unit == "D" ? "" : "T")\(nines)\(unit)") == nil)
      #expect(DayTimeDuration(iso: "P\(unit == "D" ? "" : "T")\(nines)\(nines)\(unit)") == nil)
    }
    #expect(YearMonthDuration(iso: "P9223372036854775807M")?.months == .max)
    #expect(YearMonthDuration(iso: "-P9223372036854775808M")?.months == .min)
    #expect(YearMonthDuration(iso: "P9223372036854775808M") == nil)
    #expect(YearMonthDuration(iso: "P768614336404564650Y8M") == nil)
  }

  @Test(
    arguments: [
      ("1E+29", 100_000_000_000_000_000_000_000_000_000_000_000_000), ("1E-10", 0),
      ("0.25", 250_000_000),
      ("-1.5", -1_500_000_000), ("2E+29", nil), ("1E+6000", nil), ("-1E+6000", nil),
    ] as [(String, Int128?)]
  )
  func `a second is multiplied as far as the product fits`(_ factor: String, _ expected: Int128?)
    throws
  {
    let number = try #require(Decimal(literal: factor))
    #expect(DayTimeDuration(seconds: 1).multiplied(by: number)?.nanoseconds == expected)
  }

  @Test func `months are cut off towards zero, and multiplied as far as they fit`() throws {
    let number = try #require(Decimal(literal: "1E+19"))
    #expect(YearMonthDuration(months: 1).multiplied(by: number) == nil)
    #expect(
      YearMonthDuration(months: 131).divided(by: Decimal(scaled: -25, scale: 1))?.months == -52
    )
  }

  @Test func `the longest durations are written whole and read back`() throws {
    for nanoseconds in [Int128.max, -.max] {
      let duration = DayTimeDuration(nanoseconds: nanoseconds)
      #expect(DayTimeDuration(iso: duration.description) == duration)
    }
    #expect(DayTimeDuration(nanoseconds: .min).negated == nil)
    #expect(YearMonthDuration(months: .min).description == "-P768614336404564650Y8M")
  }
}
