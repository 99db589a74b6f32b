import Findings
import Rules
import TestSupport
import Testing

@testable import Engine

/// Of conditions that must all hold, those come last that look something up for each row by itself.
@Suite struct `Joined conditions` {
  /// Parcels of which the first are of one kind and the last four of another.
  private static let parcels = (1...32).map { number in
    "{ parcel_id: P\(number), kind: \(number > 28 ? "y" : "x"), day: 2024-09-01, amount: \(number) }"
  }.joined(separator: ", ")

  private static let body = """
    each: parcel
    collect:
      mine: { in: entries, match: { parcel_id: parcel.parcel_id }, reaches: parcel.day }
    """

  @Test(arguments: [
    "count(mine) = 0 and parcel.kind = \"y\"", "parcel.kind = \"y\" and count(mine) = 0",
  ])
  func `look up only what the others leave open`(condition: String) throws {
    let given = "{ parcels: [\(Self.parcels)] }"
    #expect(
      try Bench(Self.body, flag: condition, given: given).outcomes() == [.flagged: 4, .passed: 28]
    )

    let rulebook = try Bench.rulebook([Bench.rule("tested", Self.body, flag: condition, given)])
    let example = try #require(rulebook.rules.first?.examples.first)
    let inputs = try ExampleRun(catalog: rulebook.catalog, example: example).inputs()
    let report = try Plan(rulebook).run(inputs, isMeasured: true)
    #expect(report.analysis?.scans[0]?.steps[2].asked == 4)
  }

  /// Values that name others twice are as many ways as they are deep, doubled each time.
  @Test(.timeLimit(.minutes(1)))
  func `look through a chain of values once`() throws {
    let chain = (1...40).map { "  a\($0): a\($0 - 1) - a\($0 - 1) + 1" }.joined(separator: "\n")
    let bench = try Bench(
      "each: parcel\nlet:\n  a0: parcel.amount + 1\n\(chain)",
      flag: "a40 > 0 and parcel.amount > 30 and parcel.kind = \"y\"",
      given: "{ parcels: [\(Self.parcels)] }"
    )
    #expect(bench.outcomes() == [.flagged: 2, .passed: 30])
  }
}
