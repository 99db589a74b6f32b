import Feel
import Testing

@Suite struct FunctionTests {
  @Test(arguments: [
    ("not(true)", "false"), ("count([1, 2])", "2"), ("count([])", "0"), ("sum([1, 2.5])", "3.5"),
    ("sum([])", "null"), ("sum(1, 2, 3)", "6"), ("min([3, 1, 2])", "1"), ("max(3, 1, 2)", "3"),
    ("max([\"a\", \"c\", \"b\"])", "\"c\""), ("min([])", "null"), ("mean([1, 2, 6])", "3"),
    ("sum([@\"P1D\", @\"PT12H\"])", "@\"P1DT12H\""),
    ("min([@\"2024-02-01\", @\"2024-01-01\"])", "@\"2024-01-01\""),
    ("all([true, false])", "false"), ("all([])", "true"), ("any([false, true])", "true"),
    ("any([])", "false"),
    ("all(true, true)", "true"), ("list contains([1, 2], 2)", "true"),
    ("list contains([1, null], null)", "true"),
    ("list contains([1], 2)", "false"), ("distinct values([1, 2, 1.0])", "[1, 2]"),
    ("concatenate([1], [2, 3], [])", "[1, 2, 3]"), ("append([1], 2, 3)", "[1, 2, 3]"),
    ("flatten([[1, [2]], 3])", "[1, 2, 3]"), ("index of([1, 2, 1], 1)", "[1, 3]"),
  ])
  func `lists`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("sum([1, null])", "null"), ("max([1, null])", "null"), ("max([null])", "null"),
    ("max([1, \"a\"])", "null"), ("all([true, null])", "null"), ("all([false, null])", "false"),
    ("any([true, null])", "true"),
    ("any([false, null])", "null"), ("count(null)", "null"), ("not(null)", "null"),
    ("abs(null)", "null"), ("string(null)", "null"),
  ])
  func `null among the arguments`(_ text: String, _ expected: String) throws {
    #expect(try value(text, guards: .ignored) == expected)
  }

  @Test(arguments: [
    ("abs(-2)", "2"), ("abs(@\"-P1D\")", "@\"P1D\""), ("floor(1.5)", "1"), ("floor(-1.5)", "-2"),
    ("ceiling(1.2)", "2"),
    ("floor(-1.56, 1)", "-1.6"), ("ceiling(-1.56, 1)", "-1.5"), ("decimal(2.5, 0)", "2"),
    ("decimal(1/3, 2)", "0.33"),
    ("round half up(5.125, 2)", "5.13"), ("round half up(-5.125, 2)", "-5.13"),
    ("round half down(5.125, 2)", "5.12"),
    ("round up(5.121, 2)", "5.13"), ("round up(-5.121, 2)", "-5.13"),
    ("round down(-5.129, 2)", "-5.12"),
    ("modulo(12, 5)", "2"), ("modulo(-12, 5)", "3"), ("modulo(12, -5)", "-3"),
    ("modulo(-12, -5)", "-2"),
    ("modulo(10.1, 4.5)", "1.1"), ("modulo(1, 0)", "null"), ("number(\"1.50\")", "1.50"),
    ("decimal(1, 9999)", "null"), ("decimal(1, 1.5)", "null"),
  ])
  func `numbers`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("string length(\"a😀\")", "2"), ("upper case(\"aß\")", "\"ASS\""),
    ("lower case(\"ABÇ\")", "\"abç\""),
    ("contains(\"foobar\", \"ob\")", "true"), ("contains(\"foobar\", \"of\")", "false"),
    ("contains(\"a\", \"\")", "true"),
    ("starts with(\"foobar\", \"fo\")", "true"), ("ends with(\"foobar\", \"r\")", "true"),
    ("ends with(\"r\", \"bar\")", "false"),
    ("substring(\"foobar\", 3)", "\"obar\""), ("substring(\"foobar\", 3, 3)", "\"oba\""),
    ("substring(\"foobar\", -2, 1)", "\"a\""),
    ("substring before(\"foobar\", \"bar\")", "\"foo\""),
    ("substring before(\"foobar\", \"xyz\")", "\"\""),
    ("substring before(\"é bar é bar\", \" \")", "\"é\""),
    ("substring before(\"foobar\", \"\")", "\"\""),
    ("substring(\"😀bar\", 2, 99)", "\"bar\""),
    ("string join([\"a\", null, \"b\"], \"-\")", "\"a-b\""),
    ("string join([\"a\", \"b\"])", "\"ab\""),
    ("string join([], \"-\")", "\"\""), ("string(1.10)", "\"1.10\""),
    ("string(@\"2024-01-31\")", "\"2024-01-31\""),
    ("string([1, \"a\"])", "\"[1, \\\"a\\\"]\""), ("string(\"a\")", "\"a\""),
  ])
  func `text`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("date(\"2024-01-31\")", "@\"2024-01-31\""), ("date(2024, 2, 29)", "@\"2024-02-29\""),
    ("date(@\"2024-01-31\")", "@\"2024-01-31\""),
    ("duration(\"P1Y\")", "@\"P1Y\""), ("duration(\"PT36H\")", "@\"P1DT12H\""),
    ("years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "@\"P1Y8M\""),
    ("years and months duration(@\"2013-08-24\", @\"2011-12-22\")", "@\"-P1Y8M\""),
    ("years and months duration(@\"2024-01-31\", @\"2024-02-29\")", "@\"P0M\""),
  ])
  func `dates and durations`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  /// Examples of DMN 1.5, 10.3.4.9 (table 80), and ranges without an end.
  @Test(arguments: [
    ("before(1, 10)", "true"), ("before(10, 1)", "false"), ("before(1, [1..10])", "false"),
    ("before(1, (1..10])", "true"),
    ("before([1..10], 10)", "false"), ("before([1..10), 10)", "true"),
    ("before([1..10), [10..15])", "true"),
    ("before([1..10], [10..15])", "false"), ("after(10, 5)", "true"),
    ("after(12, [1..10])", "true"),
    ("after([11..20], [1..10])", "true"), ("after((10..20], [1..10])", "true"),
    ("after([10..20], [1..10])", "false"),
    ("overlaps([5..10], [1..6])", "true"), ("overlaps((3..7], [1..4])", "true"),
    ("overlaps([1..3], (3..6])", "false"),
    ("overlaps([4..6], [1..3])", "false"), ("overlaps([1..3], [3..6])", "true"),
    ("overlaps([1..null], [9..9])", "true"),
    ("overlaps([1..5], [6..null])", "false"), ("includes([5..10], 6)", "true"),
    ("includes([3..4], 5)", "false"),
    ("includes([1..10], (1..10))", "true"), ("includes((1..10), [1..10])", "false"),
    ("includes([1..null], [4..5])", "true"),
    ("includes([1..5], [4..null])", "false"), ("during(5, [1..10])", "true"),
    ("during(12, [1..10])", "false"),
    ("during((1..10), [1..10])", "true"),
    ("before(@\"2024-01-01\", [@\"2024-02-01\"..null])", "true"),
    ("is(1, 1.0)", "true"), ("is(@\"P0D\", @\"P0M\")", "false"),
  ])
  func `relations of points and ranges`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }
}
