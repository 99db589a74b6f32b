import Glibc

/// `write ROWS FILE` writes payments; `table FILE` and `sheet FILE` read them, and `facts` after it says what was read.
@main enum Benchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let wantsFacts = arguments.last == "facts"
    let words = Array(wantsFacts ? arguments.dropLast() : arguments)
    switch (words.first, words.count) {
    case ("write", 3):
      guard let rows = Int(words[1]) else { fail("\(words[1]) is no number of rows") }
      var writer = PaymentWriter(path: words[2])
      writer.write(rows: rows)
    case ("table", 2): try PaymentTable.read(words[1], wantsFacts: wantsFacts)
    case ("sheet", 2): try PaymentSheet.read(words[1], wantsFacts: wantsFacts)
    default:
      fail("usage: extracts-benchmark write ROWS FILE | table FILE [facts] | sheet FILE [facts]")
    }
  }

  /// Prints what was read, one fact a line: the lines of all programs that read the same file must be the same.
  static func report(_ facts: [(name: String, value: String)]) {
    for fact in facts { print(fact.name, fact.value) }
  }

  /// Prints how long reading alone took, for `body` does nothing else.
  static func timed<Result>(_ body: () throws -> Result) rethrows -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body()
    let (seconds, attoseconds) = (clock.now - start).components
    print("seconds", Double(seconds) + Double(attoseconds) / 1e18)
    return result
  }

  static func fail(_ message: String) -> Never {
    print(message)
    exit(2)
  }
}
