@testable import Audit
import Findings
import TestSupport
import Testing
import Values

struct CountedOnceTests {
  /// What each finding counts for the measure that is named like its rule.
  private func countedOnce(_ findings: [Finding]) -> [Decimal?] {
    let rules = Set(findings.map(\.rule)).sorted()
    let figures = FindingFigures(findings, rules: rules)
    var counting = CountedOnce(figures, measures: rules.count)
    var counted: [Decimal?] = findings.map { _ in nil }
    for position in figures.largestFirst {
      let isCounted = counting.take(position, measure: figures.rules[position])
      counted[position] = figures.counted(
        .init(position: position, rule: 0, isCounted: isCounted, isOpen: true)
      )
    }
    return counted
  }

  private func counted(
    _ findings: [(amount: String?, rows: [Int])],
    measures: [String]? = nil
  ) throws -> [String?] {
    let made = try findings.enumerated().map { index, finding in
      try PageWorld.finding(
        measures?[index] ?? "m",
        job: "J\(index)",
        maker: "Alder",
        finding.amount,
        rows: finding.rows
      )
    }
    return countedOnce(made).map { $0?.description }
  }

  @Test func `a row that two findings flag counts with the larger amount`() throws {
    #expect(try counted([("40.00", [1]), ("250.00", [1])]) == ["0.00", "250.00"])
  }

  @Test func `findings of different rows both count`() throws {
    #expect(try counted([("40.00", [1]), ("250.00", [2])]) == ["40.00", "250.00"])
  }

  @Test func `a finding of several rows leaves nothing for any of them`() throws {
    let findings: [(String?, [Int])] = [("90.00", [1, 2]), ("50.00", [2]), ("20.00", [3])]
    #expect(try counted(findings) == ["90.00", "0.00", "20.00"])
  }

  @Test func `amounts of different measures do not take from each other`() throws {
    let findings: [(String?, [Int])] = [("40.00", [1]), ("250.00", [1])]
    #expect(try counted(findings, measures: ["a", "b"]) == ["40.00", "250.00"])
  }

  @Test func `equal amounts of one row count once, the first`() throws {
    #expect(try counted([("40.00", [1]), ("40.00", [1])]) == ["40.00", "0.00"])
  }

  @Test func `a finding without an amount counts nothing and takes nothing`() throws {
    #expect(try counted([(nil, [1]), ("40.00", [1])]) == [nil, "40.00"])
  }

  @Test func `an accepted finding counts nothing and takes nothing`() throws {
    var accepted = try PageWorld.finding("m", job: "J1", maker: "A", "90.00", rows: [1])
    accepted.acceptance = "known"
    let open = try PageWorld.finding("m", job: "J2", maker: "A", "40.00", rows: [1])
    #expect(
      countedOnce([accepted, open]).map { $0?.description } == ["0.00", "40.00"]
    )
  }

  @Test func `no row counts twice, and no finding is left out without a larger one on its rows`()
    throws
  {
    for seed in Soak.seeds(short: 20, long: 500) {
      var random = SeededGenerator(seed: seed)
      let findings = try (0..<30).map { index in
        try PageWorld.finding(
          Bool.random(using: &random) ? "a" : "b",
          job: "J\(index)",
          maker: "A",
          "\(Int.random(in: 1...9, using: &random)).00",
          rows: (0..<Int.random(in: 1...3, using: &random)).map { _ in
            Int.random(in: 0..<20, using: &random)
          }
        )
      }
      let counted = countedOnce(findings)
      let taken = findings.indices.filter { counted[$0] != .zero }
      for index in findings.indices {
        let finding = findings[index]
        let others = taken.filter {
          $0 != index && findings[$0].rule == finding.rule
            && !Set(findings[$0].sources).isDisjoint(with: finding.sources)
        }
        if taken.contains(index) {
          #expect(counted[index] == finding.amount && others.isEmpty, "\(random)")
        } else {
          let hasLarger = others.contains {
            (findings[$0].amount ?? .zero) >= (finding.amount ?? .zero)
          }
          #expect(hasLarger, "\(random)")
        }
      }
    }
  }

  @Test func `the largest come first however many there are, and equal ones in their order`() throws
  {
    for count in [0, 1, 2, 16_383, 16_385, 40_000] {
      var generator = SeededGenerator(seed: UInt64(count))
      let findings = try (0..<count).map { index in
        let pounds = Int.random(in: -3...300, using: &generator)
        return try PageWorld.finding(
          "m",
          job: "J\(index)",
          maker: "Alder",
          pounds < 0 ? nil : "\(pounds).00",
          rows: [index]
        )
      }
      let amounts = findings.map(\.amount)
      let expected = amounts.indices.filter { amounts[$0] != nil }
        .sorted { a, b in (amounts[b] ?? .zero, a) < (amounts[a] ?? .zero, b) }
      let figures = FindingFigures(findings, rules: ["m"])
      #expect(figures.largestFirst == expected + amounts.indices.filter { amounts[$0] == nil })
    }
  }
}
