import Rules
import TestSupport
import Testing

@Suite struct RefusalTests {
  @Test func `accepts the rule that the other tests break`() throws {
    let reading = Reading()
    #expect(reading.errors.isEmpty, "\(DefinitionErrors(reading.errors))")
    #expect(try reading.rulebook().rules.map(\.id) == ["low-booking"])
  }

  // MARK: Where and what

  @Test func `points at a misspelt field and names the nearest`() throws {
    let error = try Reading.rule("parcel.amount - booked", "parcel.amont - booked")
      .error(at: "amont", length: 5)
    #expect(error.file == "rules/low-booking.yaml")
    #expect(error.hint?.contains("amount") == true)
    let lines = error.description.split(separator: "\n")
    #expect(lines[0].hasPrefix("rules/low-booking.yaml:\(error.line):\(error.column): error: "))
    #expect(lines[1] == " \(error.line) |   missing: parcel.amont - booked")
    #expect(lines[2] == "    |                   ^^^^^")
  }

  @Test func `points into a block of several lines`() throws {
    let error = try Reading.rule(
      "if: missing > 0",
      "if: >-\n    missing > 0\n    and parcel.knd = \"x\""
    ).error(at: "knd", length: 3)
    #expect(error.hint?.contains("kind") == true)
  }

  @Test func `points into files whose lines end as on other systems`() throws {
    var reading = try Reading.rule("parcel.amount - booked", "parcel.amont - booked")
    let expected = try reading.error(at: "amont")
    reading.rules[0].text = reading.rules[0].text.split(separator: "\n").joined(separator: "\r\n")
    let error = try #require(reading.errors.first)
    #expect(error.sourceLine == "  missing: parcel.amont - booked")
    #expect(error.column == expected.column)
  }

  @Test func `points into what a finding says`() throws {
    let error = try Reading.rule("£{missing} is", "£{mising} is").error(at: "mising", length: 6)
    #expect(error.hint?.contains("missing") == true)
  }

  @Test func `tells all errors of all files in one go`() throws {
    var reading = Reading()
    let rule = reading.rules[0].text
    let other = try Reading.replaced("rule: low-booking", "rule: other", in: rule)
    reading.rules = [
      ("low-booking", try Reading.replaced("severity: low", "severity: lowish", in: rule)),
      ("other", try Reading.replaced("missing > 0", "missing > nothing", in: other)),
      ("third", "rule: third\nsevrity: low\n"),
    ]
    #expect(Set(reading.errors.map(\.file)).count == 3)
  }

  @Test func `tells several errors of one rule`() throws {
    var reading = try Reading.rule("amount: missing", "amount: mising")
    reading.rules[0].text = try Reading.replaced(
      "{ account: account.name, kind",
      "{ account: account.nam, kind",
      in: reading.rules[0].text
    )
    #expect(reading.errors.count == 2)
  }

  @Test func `tells errors of several datasets in one go`() throws {
    var reading = try Reading.dataset("parcels", "key: [parcel_id]", "key: [itm_id]")
    let index = try #require(reading.datasets.firstIndex { $0.name == "accounts" })
    reading.datasets[index].text += "\nkinds: []"
    #expect(Set(reading.errors.map(\.file)) == ["datasets/parcels.yaml", "datasets/accounts.yaml"])
  }

  // MARK: YAML

  @Test func `refuses FEEL in double quotes`() throws {
    let error = try Reading.rule("where: parcel.kind = \"x\"", "where: \"parcel.amount > 1\"")
      .error(at: "\"parcel.amount > 1\"")
    #expect(error.message.contains("double quotes"))
  }

  @Test func `refuses a key that rules do not have`() throws {
    let error = try Reading.rule("severity: low", "severity: low\nseverty: low")
      .error(at: "severty")
    #expect(error.hint?.contains("severity") == true)
  }

  @Test(arguments: [
    ("expect: one }", "expect: one, wen: true }", "wen"),
    ("amount: missing\n", "amount: missing\n  shw: {}\n", "shw"),
    ("says: \"nothing was", "say: \"nothing was", "say: \"nothing was"),
    ("regime: any", "regme: any", "regme"),
  ])
  func `refuses a key that a part of a rule does not have`(
    old: String,
    new: String,
    place: String
  ) throws {
    _ = try Reading.rule(old, new).error(at: place)
  }

  @Test func `refuses a key given twice`() throws {
    let errors = try Reading.rule("severity: low", "severity: low\nseverity: high").errors
    #expect(errors.count == 1)
    #expect(errors[0].message.contains("twice"))
  }

  @Test func `refuses a rule in a file of another name`() throws {
    var reading = Reading()
    reading.rules[0].name = "high-booking"
    _ = try reading.error(at: "low-booking")
  }

  // MARK: Examples

  @Test(arguments: [
    ("flags: too little booked", "flags: nothing booked", "too little booked"),
    ("passes: all is booked", "flags: nothing booked", "passes"),
    ("unassessed: nobody knows", "passes: nobody knows", "unassessed"),
  ])
  func `demands an example for every case and outcome`(
    old: String,
    new: String,
    word: String
  ) throws {
    let errors = try Reading.rule(old, new).errors
    try #require(errors.count == 1)
    #expect(errors[0].message.contains(word))
  }

  @Test func `refuses an example with a field that the dataset lacks`() throws {
    let error = try Reading.rule(
      "nobody knows what it is worth\n    given:\n      parcels: [{ parcel_id: I1,",
      "nobody knows what it is worth\n    given:\n      parcels: [{ knd: x,"
    ).error(at: "knd")
    #expect(error.hint?.contains("kind") == true)
  }
}
