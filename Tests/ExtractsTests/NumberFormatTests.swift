@testable import Extracts
import Findings
import Tables
import TestSupport
import Testing
import Values

private func read(_ text: String, _ format: NumberFormat, scale: Int = 2) -> NumberReading {
  let bytes = Array(text.utf8)
  return NumberReader(format: format, scale: scale).read(bytes.span)
}

@Suite struct `Declared numbers` {
  @Test(arguments: [
    ("0", 0), ("12", 1200), ("12.3", 1230), ("12.34", 1234), ("-12.34", -1234), ("+1", 100),
    (".5", 50), ("12.3400", 1234), ("92233720368547758.07", Int64.max), ("- 12.34", -1234),
    ("\u{2212}12.34", -1234), ("\u{2013}12.34", -1234), ("\u{2013} 12.34", -1234),
    ("000000000000000000000000012", 1200), ("-0", 0), ("-0.00", 0),
  ])
  func `plain numbers are exact`(text: String, expected: Int64) {
    #expect(read(text, NumberFormat()) == .value(expected))
  }

  @Test(arguments: [
    "", "-", ".", "5.", "1.2.3", "1 2", "1,234", "£5", "(5)", "5-", "--5", "1e3", "0x1", "NaN", "５",
    "12.3a", "1_000", "1.2E+05", "-.", "+-5", "5 CR", "12,34", "\u{2212}", "-\u{2212}5", "\u{2013}",
    "\u{2013}\u{2212}5", "1\u{2013}5",
    "5\u{2013}", "\u{2014}5", "\u{2019}5", "CR 5", "1234.5.",
  ])
  func `what is not declared is not a number`(text: String) {
    #expect(read(text, NumberFormat()) == .malformed)
  }

  private static let generous = NumberFormat(
    thousands: UInt8(ascii: ","),
    currencies: ["£", "GBP"],
    negatives: [.parentheses, .trailingMinus, .credit]
  )

  @Test(arguments: [
    ("£1,234.56", 123_456), ("-£1,234.56", -123_456), ("£-1,234.56", -123_456),
    ("(£1,234.56)", -123_456), ("1234.56-", -123_456), ("1,234,567", 123_456_700), ("12", 1200),
    ("(0.01)", -1), ("GBP 12.00", 1200), ("12.00 GBP", 1200), ("£ 12", 1200), ("- £ 12", -1200),
    ("( £12.00 )", -1200), ("£(12)", -1200), ("12.00 CR", -1200), ("£12.00cr", -1200),
    ("12.00DR", 1200), ("106,392.99-", -10_639_299), ("12 -", -1200), ("12\u{2212}", -1200),
    ("£\u{A0}12.00", 1200), ("12+", 1200), ("(GBP12)", -1200),
    ("12.00\u{2013}", -1200), ("CR 12.00", -1200), ("cr£12.00", -1200), ("£ CR12.00", -1200),
    ("DR 1,234.00", 123_400), ("CR12", -1200),
  ])
  func `what is declared is accepted and removed`(text: String, expected: Int64) {
    #expect(read(text, Self.generous) == .value(expected))
  }

  @Test(arguments: [
    "1,23", "1234,567", ",123", "1,,234", "1,234,", "1,2345", "(-5)", "-5-", "-£-5", "££5", "()",
    "1,23.45", "0.1,234", "£", "(£)", "£5 GBP", "-5 CR", "5- CR", "(5) DR", "5 C", "5 XR", "CR",
    "CR 5 CR", "CR -5",
    "DR (5)", "CR CR 5", "R 5", "CRR5", "CR5R", "DR5 CR",
    "(5",
    "5)", "((5))", "€5",
  ])
  func `separators and signs in the wrong place are refused`(text: String) {
    #expect(read(text, Self.generous) == .malformed)
  }

  @Test(arguments: [
    ("1'234.50", 123_450), ("1\u{2019}234\u{2019}567.00", 123_456_700),
    ("-1\u{2019}234'567", -123_456_700),
    ("12.00", 1200),
  ])
  func `an apostrophe between thousands may be that of Unicode`(text: String, expected: Int64) {
    #expect(read(text, NumberFormat(thousands: UInt8(ascii: "'"))) == .value(expected))
    let isPlain = text == "12.00"
    #expect((read(text, NumberFormat(thousands: UInt8(ascii: ","))) == .malformed) == !isPlain)
  }

  @Test(arguments: [
    "1\u{2019}23", "\u{2019}234", "1234\u{2019}567", "1\u{2019}234\u{2019}", "1\u{2018}234",
    "1.5\u{2019}000",
  ])
  func `an apostrophe elsewhere is refused`(text: String) {
    #expect(read(text, NumberFormat(thousands: UInt8(ascii: "'"))) == .malformed)
  }

  @Test func `where DR is declared to be negative, CR is positive`() {
    #expect(read("DR 12.00", NumberFormat(negatives: .debit)) == .value(-1200))
    let debit = NumberFormat(negatives: .debit)
    #expect(read("12.00 DR", debit) == .value(-1200))
    #expect(read("12.00 CR", debit) == .value(1200))
  }

  @Test func `a decimal comma and spaces between thousands are read where declared`() {
    let format = NumberFormat(thousands: UInt8(ascii: " "), decimal: UInt8(ascii: ","))
    #expect(read("1 234 567,89", format) == .value(123_456_789))
    #expect(read("1\u{A0}234,5", format) == .value(123_450))
    #expect(read("1\u{202F}234,5", format) == .value(123_450))
    #expect(read("1234,56", format) == .value(123_456))
    #expect(read("1234.56", format) == .malformed)
    #expect(read("1 23,5", format) == .malformed)
  }

  @Test func `more digits than the scale and numbers that do not fit are told apart`() {
    #expect(read("1.005", NumberFormat()) == .tooPrecise)
    #expect(read("92233720368547758.08", NumberFormat()) == .tooLarge)
    #expect(read("100000000000000000000000000", NumberFormat()) == .tooLarge)
    #expect(read("9533.910000000003", NumberFormat()) == .tooPrecise)
  }

  /// Digits with a comma between each three of the whole.
  private static func grouped(_ text: String) -> String {
    let whole = text.prefix { $0 != "." }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index).isMultiple(of: 3) { result += "," }
      result.append(digit)
    }
    return result + text.dropFirst(whole.count)
  }

  /// Ways of writing a negative number, given its digits.
  private static let negatives: [@Sendable (String) -> String] = [
    { "-" + $0 }, { "£-" + $0 }, { "-£" + $0 }, { "(" + $0 + ")" }, { "(£" + $0 + ")" },
    { $0 + "-" }, { "£" + $0 + " CR" }, { "\u{2212}" + $0 }, { "- " + $0 + " GBP" },
  ]

  @Test func `numbers of any size are read back from every way of writing them`() {
    for seed in Soak.seeds(short: 200, long: 100_000) {
      var random = SeededGenerator(seed: seed)
      let magnitude =
        Int64.random(in: 0...(.max), using: &random) >> Int64.random(in: 0...62, using: &random)
      for scale in [0, 2, 9] {
        let digits = Decimal(scaled: magnitude, scale: scale).description
        for text in [digits, "£" + digits, Self.grouped(digits), Self.grouped(digits) + " DR"] {
          #expect(read(text, Self.generous, scale: scale) == .value(magnitude), "\(text) \(random)")
        }
        for write in Self.negatives {
          for text in [write(digits), write(Self.grouped(digits))] {
            #expect(
              read(text, Self.generous, scale: scale) == .value(-magnitude),
              "\(text) \(random)"
            )
          }
        }
      }
    }
  }

  /// What the generous format says, the slow way: the text is what may stand before, digits, and what may stand behind.
  private static func reference(_ text: String) -> NumberReading {
    let whole =
      /([-+(£\u{2212}\u{2013} ]|GBP|CR|DR)*((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?)([-+)£\u{2212}\u{2013} ]|GBP|CR|DR)*/
    guard let match = try? whole.wholeMatch(in: text) else { return .malformed }
    let core = String(match.2)
    let before = text.prefix(upTo: match.2.startIndex)
    let behind = text.suffix(from: match.2.endIndex)
    func count(_ word: String, in part: Substring) -> Int {
      part.split(separator: word, omittingEmptySubsequences: false).count - 1
    }
    let opened = count("(", in: before)
    func count(_ words: String...) -> Int {
      words.reduce(0) { $0 + count($1, in: before) + count($1, in: behind) }
    }
    let minuses = count("-", "\u{2212}", "\u{2013}")
    let credits = count("CR")
    let signs = minuses + credits + opened + count("DR", "+")
    let currencies = count("£", "GBP")
    guard !core.isEmpty, opened == count(")", in: behind), signs <= 1, currencies <= 1,
      let value = Decimal(
        core.filter { $0 != "," }.first == "." ? "0" + core : core.filter { $0 != "," }
      )
    else { return .malformed }
    guard let scaled = value.scaled(toScale: 2) else { return .tooPrecise }
    return .value(minuses + credits + opened > 0 ? -scaled : scaled)
  }

  @Test func `any text is read as a slow reader reads it`() {
    let pieces = [
      "0", "1", "23", "456", "7", ".", ".", ",", ",123", "-", "+", "(", ")", "£", "GBP", "CR", "DR",
      " ", "\u{2212}", "\u{2013}", "e", "x", "\u{300}",
    ]
    for seed in Soak.seeds(short: 2000, long: 1_000_000) {
      var random = SeededGenerator(seed: seed)
      var text = ""
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      // The reader is given cells without spaces around them.
      let cell = String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      #expect(read(cell, Self.generous) == Self.reference(cell), "\"\(cell)\" \(random)")
    }
  }

  @Test(arguments: [TextEncoding.utf8, .windows1252])
  func `cells of a file say what each says alone`(encoding: TextEncoding) throws {
    let pieces = ["0", "1", "23", "456", ".", ".", ",", "-", "(", ")", "£", "£", "Â£", "GBP", " "]
    var random = SeededGenerator()
    let cells = (0..<5_000).map { _ in
      (0..<Int.random(in: 0...6, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
    }
    let text = "n\n" + cells.map { "\"\($0)\"\n" }.joined()
    let folder = Folder()
    let bytes = encoding == .utf8 ? Array(text.utf8) : text.unicodeScalars.map { UInt8($0.value) }
    let field = Field(name: "n", type: .money, blank: .answer("none"))
    let schema = Schema(dataset: "numbers", each: "number", fields: [field], key: [])
    var binding = Binding(schema: schema, files: [folder.write(bytes, to: "rows.csv")])
    binding.maximumRejected = .rows(.max)
    binding.encoding = encoding
    binding.numbers = Self.generous
    let table = try Extracts.read(binding, into: TextPool()).table
    var found: [Int: Cell] = [:]
    let lines = table.lines
    for row in 0..<table.loadedCount { found[lines[row]] = table.cell(row: row, field: 0) }
    for (index, cell) in cells.enumerated() {
      let trimmed = String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      let expected: Cell? =
        switch read(trimmed, Self.generous) {
        case .value(let value): .scaled(value)
        case .malformed, .tooPrecise, .tooLarge: nil
        }
      #expect(found[index + 2] == expected, "\"\(cell)\" \(random)")
    }
  }

  @Test func `bytes that are no text are no number, and break nothing`() {
    for seed in Soak.seeds(short: 500, long: 1_000_000) {
      var random = SeededGenerator(seed: seed)
      var bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      if !bytes.isEmpty { bytes[bytes.count / 2] = UInt8.random(in: 0x80...0xFF, using: &random) }
      let reading = NumberReader(format: NumberFormat(), scale: 2).read(bytes.span)
      // Of all that is not ASCII only the minus sign of Unicode belongs to a number.
      if !bytes.contains(0xE2) && !bytes.isEmpty {
        let isPadded = CellText.trimmed(bytes.span).count < bytes.count
        #expect(reading == .malformed || isPadded, "\(bytes) \(random)")
      }
    }
  }
}
