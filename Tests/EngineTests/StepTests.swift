import Engine
import Findings
import Rules
import TestSupport
import Testing
import Threads

/// Steps of a plan wait for what they need, and for nothing else.
@Suite struct `Steps of a plan` {
  private static func dataset(_ name: String, _ each: String, _ more: String) -> SourceText {
    SourceText(name: "datasets/\(name).yaml", text: "dataset: \(name)\neach: \(each)\n" + more)
  }

  private static let things = dataset(
    "things",
    "thing",
    """
    about: Things.
    key: [thing_id]
    fields:
      thing_id: { type: text, required: true }
      net: { type: number, scale: 0, required: true }
    """
  )

  /// A dataset with a row for each thing, which holds twice its number.
  private static func twice(_ name: String, _ each: String, key: String = "thing.thing_id")
    -> SourceText
  {
    dataset(
      name,
      each,
      """
      about: Twice as much.
      from: things
      fields:
        thing_id: { type: text, value: \(key) }
        net: { type: number, scale: 0, value: 2 * thing.net }
      key: [thing_id]
      """
    )
  }

  private func report(
    _ datasets: [SourceText],
    _ rule: String,
    _ condition: String,
    progress: (String) -> Void = { _ in }
  ) throws -> Report {
    let text = Bench.rule(
      "tested",
      rule,
      flag: condition,
      "{ things: [{ thing_id: A, net: 1 }, { thing_id: B, net: 5 }] }"
    )
    let rulebook = try Rulebook.read(
      datasets: datasets,
      rules: [text],
      audiences: ["inner", "outer"]
    )
    let example = try #require(rulebook.rules.first?.examples.first)
    let inputs = try ExampleRun(catalog: rulebook.catalog, example: example).inputs()
    let agreement = Agreement(Plan(rulebook), inputs)
    #expect(agreement.difference == nil)
    return try Plan(rulebook).run(inputs, progress: progress)
  }

  private static let both = """
    each: thing
    lookup:
      one: { in: firsts, match: { thing_id: thing.thing_id }, expect: one }
      other: { in: seconds, match: { thing_id: thing.thing_id }, expect: one }
    """

  @Test func `derive datasets of the same rows that one rule looks up`() throws {
    var said: [String] = []
    let report = try report(
      [Self.things, Self.twice("firsts", "first_one"), Self.twice("seconds", "second_one")],
      Self.both,
      "one.net + other.net > 10",
      progress: { said.append($0) }
    )
    #expect(report.findings.map { $0.key.map(\.value) } == [["B"]])
    // The frame names both, so that the second waits for the first, and not the first for the second.
    #expect(
      said == [
        "deriving firsts", "deriving seconds", "judging things", "ordering what tested found",
      ]
    )
  }

  @Test func `tell of the failure that comes first, whichever ends first`() throws {
    for _ in 0..<20 {
      let error = #expect(throws: EngineError.self) {
        try report(
          [
            Self.things, Self.twice("firsts", "first_one", key: "'\"same\"'"),
            Self.twice("seconds", "second_one", key: "'\"same\"'"),
          ],
          Self.both,
          "one.net + other.net > 10"
        )
      }
      #expect(error?.message.contains("two rows of firsts") == true, "\(error as Any)")
    }
  }

  @Test func `give their results as they come, each once`() {
    let tasks = Tasks<Int>()
    for number in 0..<50 { tasks.start { number } }
    #expect(Set((0..<50).map { _ in tasks.next() }) == Set(0..<50))
  }

  /// To detach a thread that was ending crashed the program once in millions of times.
  @Test func `may end as soon as they begin`() {
    let tasks = Tasks<Int>()
    var sum = 0
    let count = Soak.isOn ? 4_000_000 : 4_000
    for number in 0..<count {
      tasks.start { number }
      if number % 2 == 1 { sum += tasks.next() + tasks.next() }
    }
    #expect(sum == count * (count - 1) / 2)
  }
}
