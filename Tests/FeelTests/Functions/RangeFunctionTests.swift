import Feel
import TestSupport
import Testing
import Values

@Suite struct RangeFunctionTests {
  /// The examples of DMN 1.5, table 78.
  @Test(arguments: [
    ("before(1, 10)", true), ("before(10, 1)", false), ("before(1, [1..10])", false),
    ("before(1, (1..10])", true), ("before(1, [5..10])", true), ("before([1..10], 10)", false),
    ("before([1..10), 10)", true), ("before([1..10], 15)", true),
    ("before([1..10], [15..20])", true), ("before([1..10], [10..20])", false),
    ("before([1..10), [10..20])", true), ("before([1..10], (10..20])", true),
    ("after(10, 5)", true), ("after(5, 10)", false), ("after(12, [1..10])", true),
    ("after(10, [1..10))", true), ("after(10, [1..10])", false), ("after([11..20], 12)", false),
    ("after([11..20], 10)", true), ("after((11..20], 11)", true), ("after([11..20], 11)", false),
    ("after([11..20], [1..10])", true), ("after([1..10], [11..20])", false),
    ("after([11..20], [1..11))", true), ("after((11..20], [1..11])", true),
    ("meets([1..5], [5..10])", true), ("meets([1..5), [5..10])", false),
    ("meets([1..5], (5..10])", false), ("meets([1..5], [6..10])", false),
    ("met by([5..10], [1..5])", true), ("met by([5..10], [1..5))", false),
    ("met by((5..10], [1..5])", false), ("met by([6..10], [1..5])", false),
    ("overlaps([1..5], [3..8])", true), ("overlaps([3..8], [1..5])", true),
    ("overlaps([1..8], [3..5])", true), ("overlaps([3..5], [1..8])", true),
    ("overlaps([1..5], [6..8])", false), ("overlaps([6..8], [1..5])", false),
    ("overlaps([1..5], [5..8])", true), ("overlaps([1..5], (5..8])", false),
    ("overlaps([1..5), [5..8])", false), ("overlaps([1..5), (5..8])", false),
    ("overlaps([5..8], [1..5])", true), ("overlaps((5..8], [1..5])", false),
    ("overlaps([5..8], [1..5))", false), ("overlaps((5..8], [1..5))", false),
    ("overlaps before([1..5], [3..8])", true), ("overlaps before([1..5], [6..8])", false),
    ("overlaps before([1..5], [5..8])", true), ("overlaps before([1..5], (5..8])", false),
    ("overlaps before([1..5), [5..8])", false), ("overlaps before([1..5), (1..5])", true),
    ("overlaps before([1..5], (1..5])", true), ("overlaps before([1..5), [1..5])", false),
    ("overlaps before([1..5], [1..5])", false), ("overlaps after([3..8], [1..5])", true),
    ("overlaps after([6..8], [1..5])", false), ("overlaps after([5..8], [1..5])", true),
    ("overlaps after((5..8], [1..5])", false), ("overlaps after([5..8], [1..5))", false),
    ("overlaps after((1..5], [1..5))", true), ("overlaps after((1..5], [1..5])", true),
    ("overlaps after([1..5], [1..5))", false), ("overlaps after([1..5], [1..5])", false),
  ])
  func `tell what comes before, after and across`(_ text: String, _ expected: Bool) throws {
    #expect(try value(text) == "\(expected)")
  }

  /// The examples of DMN 1.5, table 78.
  @Test(arguments: [
    ("finishes(10, [1..10])", true), ("finishes(10, [1..10))", false),
    ("finishes([5..10], [1..10])", true), ("finishes([5..10), [1..10])", false),
    ("finishes([5..10), [1..10))", true), ("finishes([1..10], [1..10])", true),
    ("finishes((1..10], [1..10])", true), ("finished by([1..10], 10)", true),
    ("finished by([1..10), 10)", false), ("finished by([1..10], [5..10])", true),
    ("finished by([1..10], [5..10))", false), ("finished by([1..10), [5..10))", true),
    ("finished by([1..10], [1..10])", true), ("finished by([1..10], (1..10])", true),
    ("includes([1..10], 5)", true), ("includes([1..10], 12)", false),
    ("includes([1..10], 1)", true), ("includes([1..10], 10)", true),
    ("includes((1..10], 1)", false), ("includes([1..10), 10)", false),
    ("includes([1..10], [4..6])", true), ("includes([1..10], [1..5])", true),
    ("includes((1..10], (1..5])", true), ("includes([1..10], (1..10))", true),
    ("includes([1..10), [5..10))", true), ("includes([1..10], [1..10))", true),
    ("includes([1..10], (1..10])", true), ("includes([1..10], [1..10])", true),
    ("during(5, [1..10])", true), ("during(12, [1..10])", false), ("during(1, [1..10])", true),
    ("during(10, [1..10])", true), ("during(1, (1..10])", false), ("during(10, [1..10))", false),
    ("during([4..6], [1..10])", true), ("during([1..5], [1..10])", true),
    ("during((1..5], (1..10])", true), ("during((1..10), [1..10])", true),
    ("during([5..10), [1..10))", true), ("during([1..10), [1..10])", true),
    ("during((1..10], [1..10])", true), ("during([1..10], [1..10])", true),
    ("starts(1, [1..10])", true), ("starts(1, (1..10])", false), ("starts(2, [1..10])", false),
    ("starts([1..5], [1..10])", true), ("starts((1..5], (1..10])", true),
    ("starts((1..5], [1..10])", false), ("starts([1..5], (1..10])", false),
    ("starts([1..10], [1..10])", true), ("starts([1..10), [1..10])", true),
    ("starts((1..10), (1..10))", true), ("started by([1..10], 1)", true),
    ("started by((1..10], 1)", false), ("started by([1..10], 2)", false),
    ("started by([1..10], [1..5])", true), ("started by((1..10], (1..5])", true),
    ("started by([1..10], (1..5])", false), ("started by((1..10], [1..5])", false),
    ("started by([1..10], [1..10])", true), ("started by([1..10], [1..10))", true),
    ("started by((1..10), (1..10))", true), ("coincides(5, 5)", true),
    ("coincides(3, 4)", false), ("coincides([1..5], [1..5])", true),
    ("coincides((1..5), [1..5])", false), ("coincides([1..5], [2..6])", false),
  ])
  func `tell what lies in what, and shares its ends`(_ text: String, _ expected: Bool) throws {
    #expect(try value(text) == "\(expected)")
  }

  @Test(arguments: [
    ("overlaps((>= 1), [9..9])", true), ("overlaps([1..5], (>= 6))", false),
    ("includes((>= 1), [4..5])", true), ("includes([1..5], (>= 4))", false),
    ("before(1, (>= 2))", true), ("before((>= 2), 1)", false),
    ("after((>= 2), 1)", true), ("meets((>= 1), (>= 2))", false),
    ("finishes((>= 2), (>= 1))", true), ("coincides((>= 1), (>= 1))", true),
    ("starts([1..5], (>= 1))", true),
    (#"before(@"2024-01-01", (>= @"2024-02-01"))"#, true),
  ])
  func `take a range without a bound to go on for ever`(_ text: String, _ expected: Bool) throws {
    #expect(try value(text, mode: .standard) == "\(expected)")
  }

  @Test(arguments: [
    "before(null, 1)", "after(1, null)", "coincides(null, 1)", "includes([1..2], null)",
    "meets([1..2], null)",
  ])
  func `give null for null`(_ text: String) throws {
    #expect(try value(text, mode: .standard) == "null")
  }

  @Test func `agree with the sets of points that ranges have`() throws {
    for seed in Soak.seeds(short: 200, long: 20_000) {
      var random = SeededGenerator(seed: seed)
      let (a, b) = (Interval(&random), Interval(&random))
      let (inA, inB) = (a.points, b.points)
      let expected: [(String, Bool)] = [
        ("before", inA.max()! < inB.min()!), ("after", inB.max()! < inA.min()!),
        ("overlaps", !inA.isDisjoint(with: inB)), ("includes", inA.isSuperset(of: inB)),
        ("during", inA.isSubset(of: inB)), ("coincides", inA == inB),
        ("starts", inA.min() == inB.min() && inA.isSubset(of: inB)),
        ("started by", inA.min() == inB.min() && inB.isSubset(of: inA)),
        ("finishes", inA.max() == inB.max() && inA.isSubset(of: inB)),
        ("finished by", inA.max() == inB.max() && inB.isSubset(of: inA)),
      ]
      for (name, answer) in expected {
        let text = "\(name)(\(a), \(b))"
        #expect(try value(text) == "\(answer)", "\(text), \(random)")
      }
    }
  }
}

/// A range of numbers, and the quarters that it has: where a whole number is left out, a quarter inside comes first.
private struct Interval: CustomStringConvertible {
  let description: String
  let points: Set<Int>

  init(_ random: inout SeededGenerator) {
    let lower = Int.random(in: 0..<8, using: &random)
    let upper = Int.random(in: lower + 1...9, using: &random)
    let (first, last) = (Bool.random(using: &random), Bool.random(using: &random))
    description = "\(first ? "[" : "(")\(lower)..\(upper)\(last ? "]" : ")")"
    points = Set((first ? lower * 4 : lower * 4 + 1)...(last ? upper * 4 : upper * 4 - 1))
  }
}
