import Feel
import TestSupport
import Testing
import Values

@Suite struct PropertyTests {
  @Test func `random arithmetic and logic have the value that was worked out beside them`() throws {
    var generator = SeededGenerator()
    for _ in 0..<2000 {
      let number = RandomExpression.number(depth: 5, &generator)
      let truth = RandomExpression.truth(depth: 5, &generator)
      #expect(
        try value(number.text, mode: .standard) == number.number.map(String.init) ?? "null",
        "\(number.text), \(generator)"
      )
      #expect(
        try value(truth.text, mode: .standard) == truth.truth.map { "\($0)" } ?? "null",
        "\(truth.text), \(generator)"
      )
    }
  }

  @Test func `what is printed reads back as the same value`() throws {
    var generator = SeededGenerator()
    for _ in 0..<2000 {
      let original = randomValue(depth: 3, &generator)
      let text = Printer.text(of: original)
      let checked = try check(text, scope: Scope(variables: []), mode: .standard)
      #expect(
        Interpreter().evaluate(checked, variables: []) == original,
        "\(text), \(generator)"
      )
    }
  }

  private func randomValue(depth: Int, _ generator: inout SeededGenerator) -> Value {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
    case 0: return .null
    case 1:
      let digits = Int64.random(in: -999_999...999_999, using: &generator)
      return .number(Decimal(scaled: digits, scale: Int.random(in: 0...9, using: &generator)))
    case 2:
      let characters: [Character] = ["a", "\"", "\\", "\n", "\t", "é", "😀", "/", "*", " "]
      let length = Int.random(in: 0...6, using: &generator)
      return .string(
        String((0..<length).map { _ in characters.randomElement(using: &generator) ?? "a" })
      )
    case 3: return .boolean(Bool.random(using: &generator))
    case 4:
      return .date(
        CalendarDate(dayNumber: Int.random(in: -800_000...800_000, using: &generator))
      )
    case 5:
      let count = Int.random(in: -100_000...100_000, using: &generator)
      return Bool.random(using: &generator)
        ? .yearsAndMonthsDuration(YearMonthDuration(months: count))
        : .daysAndTimeDuration(DayTimeDuration(nanoseconds: Int128(count) * 1_234_567_890))
    case 6:
      return .range(
        ValueRange(
          lower: .number(Decimal(Int.random(in: -9...0, using: &generator))),
          lowerIncluded: Bool.random(using: &generator),
          upper: .number(Decimal(Int.random(in: 0...9, using: &generator))),
          upperIncluded: Bool.random(using: &generator)
        )
      )
    case 7:
      let count = Int.random(in: 0...3, using: &generator)
      return .list((0..<count).map { _ in randomValue(depth: depth - 1, &generator) })
    default:
      let names = ["a", "b_c", "two words", "if", ""].shuffled(using: &generator)
      let count = Int.random(in: 0...3, using: &generator)
      return .context(
        names.prefix(count).map {
          Value.ContextEntry(name: $0, value: randomValue(depth: depth - 1, &generator))
        }
      )
    }
  }
}
