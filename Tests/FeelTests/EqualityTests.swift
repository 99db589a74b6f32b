import Feel
import Testing

/// Equality and order (tables 52 to 54).
@Suite struct EqualityTests {
  @Test(arguments: [
    ("1 = \"1\"", "null"), ("true = 1", "null"), ("[] = 0", "null"), ("[1] = 1", "null"),
    ("{} = []", "null"), ("[1..3] = 1", "null"), ("@\"P1D\" = @\"P1M\"", "null"),
    ("@\"2020-01-01\" = @\"2020-01-01T00:00:00\"", "null"), ("1 != \"1\"", "null"),
    ("[1, \"a\"] = [1, 2]", "null"), ("{a: 1} = {a: \"1\"}", "null"), ("1 < \"a\"", "null"),
  ])
  func `values of different kinds are not comparable`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
    #expect(try explanations(text).count == 1)
  }

  @Test(arguments: [
    ("[] = null", "false"), ("null != []", "true"), ("[null] = [1]", "false"),
    ("[1, null] = [1, null]", "true"), ("{a: null} = {}", "false"),
    ("{a: 1, b: 2} = {b: 2, a: 1}", "true"), ("{a: 1} = {b: 1}", "false"),
    ("[1, 2] = [\"1\"]", "false"), ("-0 = 0", "true"), ("12300 = 1.23e4", "true"),
    ("@\"P0D\" = @\"-PT0S\"", "true"), ("@\"P12M\" = @\"P1Y\"", "true"),
    ("(1..2) = ]1..2[", "true"), ("(< 10) = (< 10)", "true"), ("(< 10) = (<= 10)", "false"),
    ("\"a\" < \"ab\"", "true"), ("\"\" < \"a\"", "true"),
  ])
  func `values of one kind are equal or not`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("@\"2002-04-02T12:00:00-01:00\" = @\"2002-04-02T17:00:00+04:00\"", "true"),
    ("@\"2020-06-01T10:00:00@Europe/Paris\" = @\"2020-06-01T08:00:00Z\"", "true"),
    ("@\"2020-01-01T00:00:00Z\" < @\"2020-01-01T00:00:00-01:00\"", "true"),
    ("@\"10:00:00+01:00\" = @\"09:00:00Z\"", "true"),
    ("@\"10:00:00\" < @\"11:00:00Z\"", "true"), ("@\"10:00:00\" = @\"10:00:00Z\"", "true"),
    ("@\"2020-01-01T10:00:00\" >= @\"2020-01-01T10:00:00+05:00\"", "true"),
    ("@\"10:00:00.7\" = @\"10:00:00.2\"", "true"),
  ])
  func `times are equal in UTC by whole seconds, and one without a zone has the other's`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try standard(text) == expected)
  }

  /// Clause 10.3.2.15: the comparison operators other than `=` and `!=` are for the types of table 54 alone.
  @Test(arguments: [
    ("null <= null", "null"), ("null >= null", "null"), ("null < null", "null"),
    ("1 <= null", "null"), ("null >= 1", "null"), ("true <= true", "null"),
    ("true <= false", "null"), ("[1] >= [1]", "null"), ("[1] <= [2]", "null"),
    ("{a: 1} <= {a: 1}", "null"), ("[1..2] <= [1..2]", "null"),
    ("true between true and true", "null"),
    ("abs <= abs", "null"), ("1 <= 1.0", "true"), ("2 <= 1", "false"),
    ("1 between 1 and 1", "true"),
  ])
  func `what has no order is not less or equal either`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("(function(x) x) = (function(x) x)", "true"), ("(function(x) x) = (function( x )x)", "true"),
    ("(function(x) x) = (function(y) y)", "false"),
    ("(function(x: number) x) = (function(x) x)", "false"),
    ("(for i in [1, 1] return function() i)[1] = (for i in [1] return function() i)[1]", "true"),
    ("{f: for i in [1, 2] return function() i, r: f[1] = f[2]}.r", "false"),
    ("abs = abs", "true"), ("abs = floor", "false"), ("abs = 1", "null"),
  ])
  func `functions are equal that have the same parameters, body and scope`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try standard(text) == expected)
  }
}
