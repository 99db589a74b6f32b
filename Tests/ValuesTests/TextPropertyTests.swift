import TestSupport
import Testing
import Values

@Suite struct TextPropertyTests {
  /// A text that is nearly, and at times quite, a date, time, moment, zone, duration or number.
  private func randomText(_ generator: inout SeededGenerator) -> String {
    let parts = [
      "2024", "-2024", "999999999", "-999999999", "0000", "12345", "02", "12", "30", "31", "29",
      "00",
      "23", "24", "59", "60", "5", "-", "-", ":", ":", "T", "T", "Z", "+", ".", ".5", ".123456789",
      "P",
      "PT", "Y", "M", "D", "H", "S", "E", "e+", "@", "@Europe/Paris", "@Etc/UTC", "/", "..", " ",
      "é",
      "٣", "\u{0}", "9223372036854775807", "170141183460469231731687303715884105727",
      "99999999999999999999999999999999999999999", "2024-02-29", "2024-10-27T02:30:00", "12:00:00",
      "+01:00", "-14:00", "P1Y2M", "P1DT2H3M4.5S", "-P1D", "1.5", "E+6144", "E-6176",
    ]
    let count = Int.random(in: 1...6, using: &generator)
    return (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
  }

  @Test func `whatever is read is written so that it reads the same`() {
    var readCount = 0
    for seed in Soak.seeds(short: 20_000, long: 5_000_000) {
      var generator = SeededGenerator(seed: seed)
      let text = randomText(&generator)
      func check<Value: Equatable & CustomStringConvertible>(_ read: (String) -> Value?) {
        guard let value = read(text) else { return }
        readCount += 1
        #expect(read(value.description) == value, "\(text), \(generator)")
      }
      check { CalendarDate(iso: $0) }
      check { TimeOfDay(iso: $0) }
      check { DateAndTime(iso: $0) }
      check { Zone(iso: $0) }
      check { DayTimeDuration(iso: $0) }
      check { YearMonthDuration(iso: $0) }
      check { Decimal(literal: $0) }
    }
    #expect(readCount > 100)
  }

  @Test func `reckoning with whatever was read does not crash`() {
    for seed in Soak.seeds(short: 20_000, long: 5_000_000) {
      var generator = SeededGenerator(seed: seed)
      let texts = (0..<3).map { _ in randomText(&generator) }
      let moments = texts.compactMap { DateAndTime(iso: $0) }
      let times = texts.compactMap { TimeOfDay(iso: $0) }
      let days = texts.compactMap { DayTimeDuration(iso: $0) }
      let months = texts.compactMap { YearMonthDuration(iso: $0) }
      let numbers = texts.compactMap { Decimal(literal: $0) }
      for moment in moments {
        _ = (moment.offset, moment.date.weekOfYear, moment.date.dayOfYear, moment.date.inWords)
        for other in moments { _ = moment.subtracting(other) }
        for duration in days { _ = moment.adding(duration)?.description }
        for duration in months { _ = moment.adding(duration)?.description }
      }
      for time in times {
        for other in times { _ = time.subtracting(other) }
        for duration in days { _ = time.adding(duration).description }
      }
      for duration in days {
        _ = (duration.components, duration.negated, duration.days, duration.daysRoundedDown)
        _ = Zone(offset: duration)
        for other in days { _ = (duration.adding(other), duration.divided(by: other)) }
        for number in numbers {
          _ = (duration.multiplied(by: number), duration.divided(by: number))
        }
      }
      for duration in months {
        _ = (duration.components, duration.negated)
        for other in months { _ = duration.adding(other) }
        for number in numbers {
          _ = (duration.multiplied(by: number), duration.divided(by: number))
        }
      }
    }
  }
}
