import CHeap
import Feel
import Testing

@Suite struct AllocationTests {
  private static let scope = Scope(variables: variables.map { ($0.name, $0.type) })
  private static let variables: [(name: String, type: FeelType, text: String)] = [
    ("n", .number, "12.50"), ("m", .number, "-3"), ("third", .number, "1 / 3"),
    ("flag", .boolean, "true"), ("maybe", .nullable(.boolean), "null"),
    ("day", .date, #"@"2024-02-29""#), ("later", .date, #"@"2024-09-30""#),
    ("clock", .time, #"@"23:59:58.5""#), ("abroad", .time, #"@"08:00:00@Europe/Paris""#),
    ("moment", .dateAndTime, #"@"2024-03-31T02:30:00+01:00""#),
    ("there", .dateAndTime, #"@"2024-10-27T02:30:00@Europe/Paris""#),
    ("span", .daysAndTimeDuration, #"@"P1DT2H3M4.5S""#),
    ("age", .yearsAndMonthsDuration, #"@"P1Y2M""#),
    ("term", .range(.date), #"[@"2024-01-01"..@"2024-12-31")"#),
    ("band", .range(.number), "(0..100]"),
  ]

  /// Every operator, and every function of what is no text, list or context.
  ///
  /// Left out is what makes a list of numbers: `median`, `stddev`, `mode`, and more than three arguments. A range that is
  /// not written out, and not just tested with `in`, is made each time, too.
  private static let expressions = [
    "n + m - n * m / third ** 2", "-n ** m", "n / m", "third ** 0.5", "n + 1E30", "-span",
    "n < m or n <= m or n > m and n >= m", "n = m or n != m", "flag and maybe or flag",
    "not(flag) or flag",
    "maybe != null and maybe", "maybe = true or flag", "maybe = null",
    "day = later or clock = abroad or moment = there or span = -span or age != -age",
    "day < later and clock < abroad and moment < there and span > -span and age >= -age",
    "n between m and 20", "day between @\"2024-01-01\" and later", "n in [1..20]", "n in [-1..20]",
    "n in (m..20)", "day in [@\"2024-01-01\"..later]", "day in term", "n in band",
    "n in (m, 12.5)", "n in (< m, >= 12)", "n in ([1..2], (12..13])", "n in [1, 2, m]",
    "n in (? > m and ? < 20)", "flag and n in (m, even(?), odd(? + 0.5))", "term = term",
    "if n > 0 then n else m", "if flag then if n < m then day else later else day",
    "n instance of number", "day instance of date", "term instance of range<date>",
    "band = [1..20]", "[-1..20] = band",
    "day + span", "day + age", "day - later", "later - age", "day - span", "moment + span",
    "moment - age", "there + span", "moment - there", "clock - @\"10:00:00\"", "clock + span",
    "span + span - span * n", "span / 2", "span / span", "age + age - age * 2", "age / 5",
    "age / age", "abs(-span) > abs(span)",
    "day.year + day.month + day.day + day.weekday",
    "moment.year + moment.hour + clock.minute + clock.second", "moment.time offset",
    "there.time offset", "span.days + span.hours + span.minutes + span.seconds",
    "age.years + age.months", "term.start", "term.end included", "band.end",
    "decimal(n, 1)", "floor(n)", "floor(n, 1)", "ceiling(n)", "ceiling(n, 1)",
    "round up(n, 1)", "round down(third, 2)", "round half up(n, 0)", "round half down(n, 0)",
    "abs(m)", "abs(-span)", "abs(-age)", "modulo(n, m)", "sqrt(n)", "sqrt(n - 0.5)", "log(n)",
    "exp(m)", "odd(m)", "even(n)", "not(flag)",
    "min(n, m)", "max(n, m, third)", "min(day, later)", "max(clock, abroad)", "min(n)",
    "sum(n, m)", "sum(n, m, third)", "mean(n, m)", "product(n, m, 2)",
    "all(flag, not(flag))", "any(flag, maybe, true)",
    "date(day.year, 2, 29)", "date(moment)", "date(day)", "time(day.month, 30, 15.5)",
    "time(day.month, 30, 15, @\"PT1H\")", "time(moment)", "time(day)", "time(clock)",
    "date and time(day, clock)", "date and time(moment, abroad)",
    "years and months duration(day, later)", "years and months duration(moment, later)",
    "day of year(day)", "week of year(later)", "day of week(day)", "month of year(later)",
    "is(n, 12.5)", "is(day, later)", "is(clock, abroad)", "is(term, term)",
    "before(n, m)", "before(day, term)", "before(term, day)", "before(term, term)",
    "after(day, later)", "meets(term, [@\"2024-12-31\"..@\"2025-01-31\"])",
    "met by(term, term)", "overlaps(band, [1..5])", "overlaps before(band, [1..5])",
    "overlaps after(band, band)", "finishes(n, band)", "finished by(band, n)",
    "includes(term, day)", "includes([1..20], n)", "during(n, [1..20])", "during(day, term)",
    "starts(day, term)", "started by(term, day)", "coincides(n, m)", "coincides(term, term)",
  ]

  @Test(.enabled(if: isOptimised, "what is not optimised takes blocks of its own"))
  func `evaluating takes no more blocks 100,000 times than 1,000 times`() throws {
    let values = try AllocationTests.variables.map { try AllocationTests.value($0.text) }
    var growing: [String] = []
    for text in AllocationTests.expressions {
      let expression = try check(text, scope: AllocationTests.scope, mode: .standard)
      // What is made when it is first needed has been made then, and what has a value was not given up.
      #expect(Interpreter().evaluate(expression, variables: values) != .null, "\(text)")
      // The runtime may take a block of its own at any time, when another thread has added to what they share: that
      // does not happen three times, where growth does.
      let pairs = (1...3).lazy.map { _ in
        (
          few: AllocationTests.blocks(evaluating: expression, values, times: 1000),
          many: AllocationTests.blocks(evaluating: expression, values, times: 100_000)
        )
      }
      guard !pairs.contains(where: { $0.few == $0.many }) else { continue }
      growing.append(text)
    }
    #expect(growing == [])
  }

  @Test func `each of the functions that make nothing is among what is evaluated`() {
    let lists: Set<String> = ["median", "stddev", "mode"]
    let functions = Library.standard.names.flatMap { Library.standard.functions(named: $0) }
    let simple = functions.filter { function in
      function.makesNoList && function.parameters.allSatisfy { $0.type.isTakenAsItIs }
    }
    let names = Set(simple.map(\.name)).subtracting(lists)
    #expect(names.count > 40)
    let missing = names.filter { name in
      !AllocationTests.expressions.contains { $0.contains("\(name)(") }
    }
    #expect(missing.sorted() == [])
  }

  @Test func `what makes a list each time is seen to take memory each time`() throws {
    let expression = try check("[1 + 1]", scope: AllocationTests.scope)
    #expect(AllocationTests.blocks(evaluating: expression, [], times: 1000) >= 1000)
  }

  #if DEBUG
  private static let isOptimised = false
  #else
  private static let isOptimised = true
  #endif

  private static func blocks(
    evaluating expression: CheckedExpression,
    _ values: [Value],
    times: Int
  ) -> Int {
    let interpreter = Interpreter()
    let before = heap_blocks_taken()
    for _ in 0..<times { _ = interpreter.evaluate(expression, variables: values) }
    return Int(heap_blocks_taken() - before)
  }

  private static func value(_ text: String) throws -> Value {
    Interpreter().evaluate(try check(text, scope: Scope(variables: [])), variables: [])
  }
}

extension FeelType {
  /// Whether its values are numbers, truth values, dates, times, durations, or ranges of them.
  fileprivate var isTakenAsItIs: Bool {
    switch nonNull {
    case .any, .null, .string, .list, .context, .function: false
    case .range(let bound): bound.isTakenAsItIs
    default: true
    }
  }
}

extension FeelFunction {
  /// Whether its arguments need no list of their own.
  fileprivate var makesNoList: Bool {
    if case .fold = body { true } else { !isVariadic }
  }
}
