import Rules
import TestSupport
import Testing

@Suite struct TypeTests {
  @Test func `refuses to compare a list with a number`() throws {
    let error = try Reading.rule("if: missing > 0", "if: bookings.net = 5")
      .error(at: "bookings.net = 5")
    #expect(error.message.contains("list"))
  }

  @Test(arguments: [
    "parcel.kind > 1", "parcel.day = parcel.kind", "parcel.amount", "not(parcel.amount)",
    "account = 5",
    "count(parcel.amount > 1)", "parcel.day + 1 > as_at", "parcel.span in parcel.day", "nothing()",
  ])
  func `refuses a condition of the wrong type`(condition: String) throws {
    let errors = try Reading.rule("if: missing > 0", "if: \(condition)").errors
    #expect(errors.count == 1, "\(DefinitionErrors(errors))")
  }

  @Test func `refuses an answer that may be blank where nothing guards it`() throws {
    _ = try Reading.rule("if: missing > 0", "if: parcel.ended > as_at").error(
      at: "parcel.ended > as_at"
    )
    #expect(
      try Reading.rule("if: missing > 0", "if: parcel.ended != null and parcel.ended > as_at")
        .errors
        .isEmpty
    )
    #expect(
      try Reading.rule(
        "if: missing > 0",
        "if: if parcel.ended != null then parcel.ended > as_at else false"
      ).errors.isEmpty
    )
  }

  @Test func `refuses a path into a lookup that may find nothing`() throws {
    var reading = try Reading.rule("expect: one }", "expect: at most one }")
    reading.rules[0].text = try Reading.replaced(
      "if: missing > 0",
      "if: account.cap > 0",
      in: reading.rules[0].text
    )
    let errors = reading.errors
    #expect(!errors.isEmpty)
    #expect(errors.allSatisfy { $0.file == "rules/low-booking.yaml" })
  }

  @Test func `refuses a match of a field with a value of another type`() throws {
    _ = try Reading.rule(
      "{ in: accounts, match: { account_id: parcel.account_id }",
      "{ in: accounts, match: { account_id: parcel.amount }"
    ).error(at: "parcel.amount }")
  }

  @Test func `refuses a column that does not fit a cell`() throws {
    _ = try Reading.rule("kind: parcel.kind }", "kind: bookings }").error(at: "bookings }")
  }

  @Test func `refuses nearest rows that are no list`() throws {
    _ = try Reading.rule(
      "says: \"nothing was",
      "nearest: account, says: \"nothing was"
    ).error(at: "account, says")
  }

  @Test func `refuses a derived field of another type than declared`() throws {
    _ = try Reading.dataset(
      "account_days",
      "value: account.region",
      "value: account.opened"
    )
    .error(at: "account.opened }")
  }

  @Test func `refuses a derived field that may be blank and does not say so`() throws {
    let error = try Reading.dataset(
      "account_days",
      "value: entry.entry_id",
      "value: entry.parcel_id"
    )
    .error(at: "entry.parcel_id")
    #expect(error.hint?.contains("blank") == true)
  }

  // MARK: Relations

  @Test func `refuses a relation that names no dataset`() throws {
    let error = try Reading.rule("{ in: accounts,", "{ in: acounts,").error(at: "acounts")
    #expect(error.hint?.contains("accounts") == true)
  }

  @Test func `refuses a relation that compares nothing`() throws {
    let errors = try Reading.rule(
      ", match: { account_id: parcel.account_id }, expect: one",
      ", expect: one"
    )
    .errors
    #expect(errors.count == 1)
    #expect(errors[0].message.contains("match"))
  }

  @Test func `demands that a relation to an extract says what it reaches`() throws {
    let errors = try Reading.rule(", reaches: '[parcel.day .. as_at]'", "").errors
    #expect(errors.count == 1)
    #expect(errors[0].message.contains("posted"))
    #expect(errors[0].hint?.contains("reaches") == true)
  }

  @Test func `refuses a reach where nothing is out of reach`() throws {
    _ = try Reading.rule("expect: one }", "expect: one, reaches: as_at }").error(at: "as_at }")
  }

  @Test func `refuses a reach that is no range of days`() throws {
    _ = try Reading.rule("'[parcel.day .. as_at]'", "parcel.amount").error(at: "parcel.amount }")
  }

  @Test(arguments: [
    ("expect: one }", "expect: many }", "many"),
    ("expect: one }", "expect: one, pick: newest }", "newest"),
    ("'[parcel.day .. as_at]' }", "'[parcel.day .. as_at]', expect: one }", "one }\nlet"),
  ])
  func `refuses an expectation that it does not know`(
    old: String,
    new: String,
    place: String
  ) throws {
    _ = try Reading.rule(old, new).error(at: place)
  }

  // MARK: Names

  @Test func `refuses values that go round in a circle`() throws {
    let errors = try Reading.rule("booked: total(bookings.net)", "booked: missing + 1").errors
    #expect(!errors.isEmpty)
    #expect(errors.allSatisfy { $0.file == "rules/low-booking.yaml" && $0.line > 0 })
  }

  @Test func `refuses derived datasets that go round in a circle`() throws {
    let errors = try Reading.dataset("account_days", "from: accounts", "from: region_sums").errors
    #expect(!errors.isEmpty)
    #expect(
      errors.allSatisfy {
        $0.message.contains("account_days") && $0.message.contains("region_sums")
      }
    )
  }

  @Test(arguments: [
    ("booked: total", "account: total", "account: total"),
    ("booked: total", "parcel: total", "parcel: total"),
    ("booked: total", "as_at: total", "as_at: total"),
    ("booked: total", "count: total", "count: total"),
    ("booked: total", "Booked: total", "Booked: total"),
  ])
  func `refuses a name that is taken or is no name`(
    old: String,
    new: String,
    place: String
  ) throws {
    var reading = try Reading.rule(old, new)
    reading.rules[0].text = try Reading.replaced(
      "missing: parcel.amount - booked",
      "missing: parcel.amount",
      in: reading.rules[0].text
    )
    _ = try reading.error(at: place)
  }

  @Test func `refuses two datasets of one name`() throws {
    let errors = try Reading.dataset("prices", "each: price\n", "each: parcel\n").errors
    #expect(errors.count == 1)
    #expect(errors[0].message.contains("parcels") && errors[0].message.contains("prices"))
  }

  @Test func `refuses two rules of one id`() throws {
    var reading = Reading()
    reading.rules.append(reading.rules[0])
    #expect(reading.errors.count == 1)
  }

  // MARK: Yielding

  @Test func `refuses to yield to a rule that is not there`() throws {
    let errors = try Reading.rule("columns:", "yields_to: [lower-booking]\ncolumns:").errors
    #expect(errors.count == 1)
    #expect(errors[0].message.contains("lower-booking"))
  }

  @Test func `refuses rules that yield to each other in a circle`() throws {
    var reading = try Reading.rule("columns:", "yields_to: [other]\ncolumns:")
    let other = try Reading.replaced("rule: low-booking", "rule: other", in: reading.rules[0].text)
    reading.rules.append(
      ("other", try Reading.replaced("yields_to: [other]", "yields_to: [low-booking]", in: other))
    )
    let errors = reading.errors
    #expect(!errors.isEmpty)
    #expect(
      errors.allSatisfy { $0.message.contains("low-booking") && $0.message.contains("other") }
    )
  }

  @Test func `refuses to yield to a rule about other rows`() throws {
    var reading = try Reading.rule("columns:", "yields_to: [other]\ncolumns:")
    reading.rules.append(("other", Self.accountRule))
    let errors = reading.errors
    #expect(errors.count == 1)
    #expect(errors.first?.message.contains("other") == true)
  }

  /// A rule over accounts.
  static let accountRule = """
    rule: other
    title: An account that is closed
    status: stable
    severity: low
    verdict: check
    measure: accounts
    confidence: recorded fact
    audience: [outer]
    law: []
    why: It is closed.
    covers: []
    each: account
    flag:
      if: account.cap = 0
      cases: [{ case: closed, says: "{account.name} is closed" }]
    examples:
      - { flags: closed, given: { accounts: [{ name: North, cap: 0 }] } }
      - { passes: open, given: { accounts: [{ name: North, cap: 1 }] } }
      - { unassessed: no cap, given: { accounts: [{ name: North }] } }

    """
}
