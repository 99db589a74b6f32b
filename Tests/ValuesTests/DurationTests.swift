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
    "PT1S1M", "P99999999999999999999D",
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
    let parts = try #require(DayTimeDuration(iso: "-P1DT2H3M4.5S")).components
    #expect(parts == (-1, -2, -3, -4))
  }
}
