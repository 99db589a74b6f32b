import Feel
import Testing

/// Every type compared with every other (tables 49 and 52 to 55).
@Suite struct ComparisonTests {
  @Test func `what is of one kind is equal to itself, null to null, and the rest is not known`()
    throws
  {
    for (a, b) in Operand.pairs {
      let expected =
        if a == b { "true" } else if a == .null || b == .null { "false" } else { "null" }
      let opposite = ["true": "false", "false": "true", "null": "null"][expected]
      #expect(try standard("\(a.text) = \(b.text)") == expected, "\(a), \(b)")
      #expect(try standard("\(a.text) != \(b.text)") == opposite, "\(a), \(b)")
    }
  }

  /// Clause 10.3.2.15 defines the other comparison operators only for the types of table 54.
  @Test func `only what has an order is less, and only than its own kind`() throws {
    for (a, b) in Operand.pairs {
      let isKnown = a == b && a.isOrdered
      for operation in ["<", ">"] {
        #expect(
          try standard("\(a.text) \(operation) \(b.text)") == (isKnown ? "false" : "null"),
          "\(a) \(operation) \(b)"
        )
      }
      for operation in ["<=", ">="] {
        #expect(
          try standard("\(a.text) \(operation) \(b.text)") == (isKnown ? "true" : "null"),
          "\(a) \(operation) \(b)"
        )
      }
    }
  }

  @Test func `what is not comparable says so`() throws {
    for (a, b) in Operand.pairs where a != b && a != .null && b != .null {
      #expect(try explanations("\(a.text) = \(b.text)").count == 1, "\(a), \(b)")
      #expect(refusal("\(a.text) = \(b.text)") != nil, "\(a), \(b)")
    }
  }

  static let ascending = [
    ("1", "1.5"), ("-2", "-1"), ("-1", "0"), ("1e-30", "1e30"), ("\"\"", "\"a\""),
    ("\"a\"", "\"aa\""), ("\"Z\"", "\"a\""), ("\"z\"", "\"é\""), ("\"\\uFFFD\"", "\"\\U01F40E\""),
    ("@\"-0001-12-31\"", "@\"0000-01-01\""), ("@\"2023-12-31\"", "@\"2024-01-01\""),
    ("@\"999999998-12-31\"", "@\"999999999-01-01\""), ("@\"09:59:59\"", "@\"10:00:00\""),
    ("@\"10:00:00+02:00\"", "@\"09:00:00Z\""), ("@\"10:00:00\"", "@\"10:00:01Z\""),
    ("@\"2024-01-01T00:00:00+01:00\"", "@\"2024-01-01T00:00:00Z\""),
    ("@\"2024-01-01T10:00:00\"", "@\"2024-01-01T10:00:01-05:00\""),
    ("@\"2024-07-01T12:00:00@Europe/Paris\"", "@\"2024-07-01T12:00:00@Europe/London\""),
    ("@\"-P1D\"", "@\"PT0S\""), ("@\"P1D\"", "@\"PT24H1S\""), ("@\"P11M\"", "@\"P1Y\""),
    ("@\"-P1Y\"", "@\"-P11M\""),
  ]

  @Test(arguments: ascending)
  func `all comparisons agree on which is less`(_ a: String, _ b: String) throws {
    let truths = [
      "\(a) < \(b)", "\(a) <= \(b)", "\(b) > \(a)", "\(b) >= \(a)", "\(a) != \(b)",
      "\(a) between \(a) and \(b)", "\(b) between \(a) and \(b)", "\(a) in [\(a)..\(b)]",
      "\(b) in (\(a)..\(b)]", "\(a) in [\(a)..\(b)[", "\(a) in (< \(b))", "\(a) in <= \(a)",
      "\(b) in (> \(a), < \(a))", "\(b) in >= \(b)", "min(\(b), \(a)) = \(a)",
      "max([\(a), \(b)]) = \(b)", "before(\(a), \(b))", "after(\(b), \(a))",
      "sort([\(b), \(a)], function(x, y) x < y) = [\(a), \(b)]",
    ]
    for text in truths { #expect(try standard(text) == "true", "\(text)") }
    let falsehoods = [
      "\(b) < \(a)", "\(b) <= \(a)", "\(a) > \(b)", "\(a) >= \(b)", "\(a) = \(b)",
      "\(b) between \(a) and \(a)", "\(a) in (\(a)..\(b)]", "\(b) in ]\(a)..\(b)[",
      "\(b) in [\(a)..\(b))", "\(a) in (> \(b))", "\(b) in < \(b)", "\(a) in >= \(b)",
    ]
    for text in falsehoods { #expect(try standard(text) == "false", "\(text)") }
    #expect(try standard("[\(b)..\(a)]") == "null")
  }

  @Test(arguments: [
    ("1", "1.00"), ("-0", "0"), ("1.2e3", "1200"), ("\"\\u0041\"", "\"A\""),
    ("@\"10:00:00Z\"", "@\"12:00:00+02:00\""), ("@\"PT60M\"", "@\"PT1H\""),
    ("@\"P0DT25H\"", "@\"P1DT1H\""), ("@\"P0Y13M\"", "@\"P1Y1M\""),
    ("@\"2024-07-01T12:00:00@Europe/Paris\"", "@\"2024-07-01T10:00:00Z\""),
    ("@\"2024-01-01T24:00:00\"", "@\"2024-01-02T00:00:00\""),
    ("[1, [2, null]]", "[1.0, [2, null]]"), ("{a: 1, b: {c: 2}}", "{b: {c: 2.0}, a: 1}"),
    ("]1..2[", "(1..2)"), ("(>= 1)", "(>= 1.0)"),
  ])
  func `values are equal however they are written`(_ a: String, _ b: String) throws {
    #expect(try standard("\(a) = \(b)") == "true")
    #expect(try standard("\(b) != \(a)") == "false")
    #expect(try standard("count(distinct values([\(a), \(b)]))") == "1")
    #expect(try standard("list contains([null, \(a)], \(b))") == "true")
    #expect(try standard("index of([\(b), \(b)], \(a))") == "[1, 2]")
  }
}
