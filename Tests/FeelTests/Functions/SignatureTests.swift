import Feel
import Testing

@Suite struct SignatureTests {
  /// Tables 72 to 81 of DMN 1.5: the functions with their parameters' names, those that may be left out in a form
  /// of their own.
  static let standard = """
    date(from) date(year, month, day) time(hour, minute, second)
    time(hour, minute, second, offset) time(from) date and time(date, time) date and time(from)
    number(from, grouping separator, decimal separator) string(from) duration(from)
    range(from)
    years and months duration(from, to)
    not(negand)
    substring(string, start position) substring(string, start position, length)
    string length(string) upper case(string) lower case(string)
    substring before(string, match) substring after(string, match)
    contains(string, match) starts with(string, match) ends with(string, match)
    string join(list, delimiter) string join(list) matches(input, pattern) matches(input, pattern, flags)
    replace(input, pattern, replacement) replace(input, pattern, replacement, flags)
    split(string, delimiter)
    list contains(list, element) count(list) min(list) max(list) sum(list)
    mean(list) all(list) any(list) sublist(list, start position)
    sublist(list, start position, length) append(list, item…) concatenate(list…)
    insert before(list, position, newItem) remove(list, position)
    list replace(list, position, newItem) list replace(list, match, newItem) reverse(list)
    index of(list, match) union(list…) distinct values(list) flatten(list) product(list)
    median(list) stddev(list) mode(list)
    decimal(n, scale) floor(n) floor(n, scale) ceiling(n) ceiling(n, scale) round up(n, scale)
    round down(n, scale) round half up(n, scale) round half down(n, scale) abs(n)
    modulo(dividend, divisor) sqrt(number) log(number) exp(number) odd(number) even(number)
    is(value1, value2)
    before(point1, point2) before(point, range) before(range, point) before(range1, range2)
    after(point1, point2) after(point, range) after(range, point) after(range1, range2)
    meets(range1, range2) met by(range1, range2) overlaps(range1, range2)
    overlaps before(range1, range2) overlaps after(range1, range2) finishes(point, range)
    finishes(range1, range2) finished by(range, point) finished by(range1, range2)
    includes(range, point) includes(range1, range2) during(point, range)
    during(range1, range2) starts(point, range) starts(range1, range2)
    started by(range, point) started by(range1, range2) coincides(point1, point2)
    coincides(range1, range2)
    day of year(date) day of week(date) month of year(date) week of year(date)
    sort(list, precedes)
    get value(m, key) get entries(m) context(entries) context put(context, key, value)
    context put(context, keys, value) context merge(contexts)
    """

  /// What the tables have both with a list and with its items; `n…` are any number of them.
  static let ofListOrItems = [
    ("min", "c"), ("max", "c"), ("sum", "n"), ("mean", "n"), ("all", "b"), ("any", "b"),
    ("product", "n"), ("median", "n"), ("stddev", "n"), ("mode", "n"),
  ]

  @Test(arguments: [
    ("sum(n1: 1, n2: 2, n3: 3, n4: 4)", "10"), ("min(c1: 4, c2: 3, c3: 2, c4: 1)", "1"),
    ("min(c2: \"b\", c1: \"a\", c3: \"c\", c4: \"d\", c5: \"e\")", "\"a\""), ("max(c1: 1)", "1"),
    ("all(b1: true, b2: true, b3: true, b4: false)", "false"), ("mean(n1: 1, n2: 3)", "2"),
    ("median(n1: 1, n2: 2, n3: 3, n4: 10, n5: 11)", "3"),
    ("concatenate(list1: [1], list2: [2])", "[1, 2]"),
    ("sum(n1: 1, n3: 2)", "null"), ("sum(n0: 1, n1: 2)", "null"), ("sum(n: 1)", "1"),
    ("(function(f: function<number, number> -> number) f(1, 2))(max)", "2"),
  ])
  func `any number of arguments may be named by their numbers`(_ text: String, _ expected: String)
    throws
  {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test func `the library has the functions of the standard, and no other`() {
    let signatures = Set(
      Library.standard.names.flatMap { Library.standard.functions(named: $0) }.map { function in
        let names = function.parameters.map(\.name).joined(separator: ", ")
        return "\(function.name)(\(names)\(function.isVariadic ? "…" : ""))"
      }
    )
    let lines = SignatureTests.standard.replacing("\n", with: " ").replacing(") ", with: ")\n")
    let forms = SignatureTests.ofListOrItems.map { name, n in "\(name)(\(n)…)" }
    let standard = Set(lines.split(separator: "\n").map(String.init) + forms)
    #expect(signatures.subtracting(standard).sorted() == [])
    #expect(standard.subtracting(signatures).sorted() == [])
  }
}
