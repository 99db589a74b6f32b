@testable import Audit
import Engine
import Extracts
import Rules
import Tables
import Testing
import Values

private let datasets = [
  """
  dataset: bills
  each: bill
  about: One bill.
  key: [bill_id]
  extent: due
  fields:
    bill_id: { type: text, required: true }
    due: { type: date }
  """,
  """
  dataset: persons
  each: person
  about: One person.
  key: [person_id]
  fields:
    person_id: { type: text, required: true, personal: pseudonymise }
  """,
]

private func read(_ text: String, folder: String = "/x") throws -> Configuration {
  try Configuration.read(SourceText(name: "audit.yaml", text: text), folder: folder)
}

private func bind(_ text: String, folder: String = "/x") throws -> [BoundSource] {
  let sources = datasets.enumerated().map { SourceText(name: "\($0).yaml", text: $1) }
  let book = try Rulebook.read(datasets: sources, rules: [], audiences: [])
  return try read(text, folder: folder).bound(to: book.catalog, lookedUp: ["persons"])
}

private func errors(_ work: () throws -> Any) -> [Diagnostic] {
  do {
    _ = try work()
    return []
  } catch {
    return (error as? DefinitionErrors)?.diagnostics ?? []
  }
}

private let whole = """
  council: County of Example
  as_at: 2024-09-29
  rules: [bundled, local]
  overrides: { some-rule: The council counts weeks from Sunday. }
  pseudonym_key: { file: key }
  annual: 365/7 weeks
  outputs: /y/out
  sources:
    bills:
      files: [a.csv, /z/b.csv]
      required: false
      encoding: windows-1252
      delimiter: tab
      header_row: 3
      dates: d Mon yyyy
      numbers: { thousands: ',', currency: '£', negatives: [parentheses, trailing minus] }
      blanks: [N/A, REDACTED…]
      columns: { bill_id: Bill No }
      covers: { from: 2024-04-01, to: 2024-09-29 }
      rejected_rows: { at most: 0.5 % }
  """

@Suite struct `Reading audit yaml` {
  @Test func `all that it says is read`() throws {
    let configuration = try read(whole)
    #expect(configuration.council == "County of Example")
    #expect(configuration.asAt == CalendarDate(year: 2024, month: 9, day: 29))
    #expect(configuration.rules == [.bundled, .folder("/x/local")])
    #expect(configuration.overrides == ["some-rule": "The council counts weeks from Sunday."])
    #expect(configuration.weeksPerYear == Additions.Fraction(365, 7))
    #expect(configuration.outputs == "/y/out")
    let source = try #require(configuration.sources.first)
    #expect(source.dataset == "bills")
    #expect(source.files == ["/x/a.csv", "/z/b.csv"])
    #expect(!source.isRequired)
    #expect(source.encoding == .windows1252)
    #expect(source.delimiter == 9)
    #expect(source.headerLine == 3)
    #expect(source.dates == DateFormat("d Mon yyyy"))
    #expect(
      source.numbers
        == NumberFormat(
          thousands: 44,
          currencies: ["£"],
          negatives: [.parentheses, .trailingMinus]
        )
    )
    #expect(source.blanks == ["N/A", "REDACTED…"])
    #expect(source.columns.map(\.column) == [BoundColumn("Bill No")])
    #expect(source.covers?.last == CalendarDate(year: 2024, month: 9, day: 29))
    #expect(source.maximumRejected == .share(basisPoints: 50))
  }

  @Test func `what it leaves out has a default`() throws {
    let configuration = try read("council: C\nsources: { bills: { files: bills.csv } }")
    #expect(configuration.asAt == nil)
    #expect(configuration.rules == [.bundled])
    #expect(configuration.outputs == "/x/out")
    #expect(configuration.weeksPerYear == .fiftyTwoWeeks)
    let source = try #require(configuration.sources.first)
    #expect(source.isRequired && source.encoding == .utf8 && source.headerLine == 1)
    #expect(source.maximumRejected == nil)
  }

  @Test(arguments: [
    ("council: C\nsorces: {}", 2, 1, "sources"),
    ("council: C\nsources: { bills: { file: a.csv } }", 2, 21, "files"),
    ("council: C\nsources:\n  bills: { files: a, encoding: utf8 }", 3, 32, "utf-8"),
    ("council: C\nas_at: 29/09/2024\nsources: {}", 2, 8, "yyyy-mm-dd"),
    ("council: C\nas_at: 2024-09-31\nsources: {}", 2, 8, "yyyy-mm-dd"),
    ("council: C\nannual: 53 weeks\nsources: {}", 2, 9, "52 weeks"),
    ("council: C\nsources: { bills: { files: a, dates: ddmm } }", 2, 38, "dd/mm/yyyy"),
    ("council: C\nsources: { bills: { files: a, rejected_rows: { at most: few } } }", 2, 57, "1 %"),
    ("council: C\nsources: { bills: { files: a, rejected_rows: { at most: -1 } } }", 2, 57, "10"),
    ("council: C\npseudonym_key: { file: a, environment: B }\nsources: {}", 2, 16, "file"),
    ("council: C\npseudonym_key: abcdefgh\nsources: {}", 2, 16, "mapping"),
    ("council: C\noverrides: { x: ' ' }\nsources: {}", 2, 17, "why"),
    ("sources: {}", 1, 1, "council"),
  ])
  func `a mistake is one error with its place and what was expected`(
    text: String,
    line: Int,
    column: Int,
    words: String
  ) throws {
    let found = errors { try read(text) }
    let error = try #require(found.first)
    #expect(found.count == 1)
    #expect((error.line, error.column) == (line, column), "\(error)")
    #expect(error.description.contains(words), "\(error)")
  }

  @Test func `all mistakes are told in one go`() {
    let text =
      "council: C\nas_at: never\nannual: 1\nsources: { a: {}, b: { files: x, delimiter: '' } }"
    #expect(errors { try read(text) }.count == 4)
  }

  @Test func `a missing file says how to get one`() throws {
    let error = try #require(errors { try Configuration.read("/nowhere/audit.yaml") }.first)
    #expect(error.description.contains("/nowhere/audit.yaml") && error.hint != nil)
  }
}

@Suite struct `Binding sources to datasets` {
  private let covers = "covers: { from: 2024-04-01, to: 2024-09-29 }"

  @Test func `settings, key and ceiling reach the binding`() throws {
    let folder = try TemporaryFolder()
    try folder.write("0123456789abcdef0123456789abcdef\r\n", to: "key")
    for name in ["bills-2.csv", "bills-1.csv", "other.csv"] { try folder.write("", to: name) }
    let bound = try bind(
      """
      council: C
      pseudonym_key: { file: key }
      sources:
        bills: { files: bills-*.csv, columns: { due: Due on }, \(covers) }
        persons: { files: persons.csv, required: false }
      """,
      folder: folder.path
    )
    #expect(bound.map(\.delivery.binding.schema.dataset) == ["bills", "persons"])
    #expect(
      bound[0].delivery.binding.files
        == ["bills-1.csv", "bills-2.csv"].map { "\(folder.path)/\($0)" }
    )
    #expect(bound[0].delivery.binding.columns == ["due": BoundColumn("Due on")])
    #expect(bound[0].delivery.binding.maximumRejected == .share(basisPoints: 100))
    #expect(bound[1].delivery.binding.maximumRejected == .rows(0))
    #expect(
      bound[1].delivery.binding.pseudonymKey == Array("0123456789abcdef0123456789abcdef".utf8)
    )
    #expect(bound.map(\.isRequired) == [true, false])
    #expect(bound[0].covers != nil && bound[1].covers == nil)
  }

  @Test func `names that do not resolve are errors with the nearest name`() throws {
    let found = errors {
      try bind(
        """
        council: C
        sources:
          bils: { files: a.csv }
          bills: { files: a.csv, columns: { bil_id: No }, \(covers) }
          persons: { files: a.csv, \(covers) }
        """
      )
    }
    #expect(found.map(\.line) == [3, 4, 5])
    #expect(found.map(\.hint) == ["did you mean \"bills\"?", "did you mean \"bill_id\"?", nil])
  }

  @Test func `an extract that is cut by a date says what it covers`() throws {
    let found = errors { try bind("council: C\nsources: { bills: { files: a.csv } }") }
    #expect(found.count == 1)
    #expect(found.first?.message.contains("due") == true)
  }

  @Test func `a key that cannot be read is an error at its place`() throws {
    let found = errors {
      try bind("council: C\npseudonym_key: { environment: VOUCH_TEST_UNSET }\nsources: {}")
    }
    #expect(found.map(\.line) == [2])
    #expect(
      errors { try bind("council: C\npseudonym_key: { file: none }\nsources: {}") }.count == 1
    )
  }
}
