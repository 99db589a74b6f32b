import Rules
import TestSupport
import Testing

@Suite struct PrivacyTests {
  @Test(arguments: [
    ("{missing} is missing for {account.name}", "{missing} is missing for {parcel.label}", "label"),
    ("{missing} is missing for {account.name}", "{missing} is missing for {parcel.owner}", "owner"),
    ("kind: parcel.kind }", "kind: parcel.label }", "label"),
    ("amount: missing\n", "amount: missing\n  show: { label: parcel.label }\n", "label"),
  ])
  func `refuses to show what an audience may not see`(
    old: String,
    new: String,
    field: String
  ) throws {
    let errors = try Reading.rule(old, new).errors
    try #require(errors.count == 1)
    #expect(errors[0].message.contains(field) && errors[0].message.contains("outer"))
  }

  @Test func `shows what every audience of the rule may see`() throws {
    var reading = try Reading.rule("kind: parcel.kind }", "kind: parcel.label }")
    reading.rules[0].text = try Reading.replaced(
      "audience: [outer]",
      "audience: [inner]",
      in: reading.rules[0].text
    )
    #expect(reading.errors.isEmpty)
  }

  @Test func `refuses to show what a value copies from a personal field`() throws {
    var reading = try Reading.rule(
      "missing: parcel.amount - booked",
      "missing: parcel.amount - booked\n  name: parcel.owner"
    )
    reading.rules[0].text = try Reading.replaced(
      "kind: parcel.kind }",
      "kind: name }",
      in: reading.rules[0].text
    )
    let errors = reading.errors
    #expect(errors.count == 1, "\(DefinitionErrors(errors))")
  }

  @Test func `refuses to show what the rows of a group share and may not be seen`() throws {
    var reading = Reading()
    reading.rules = [("other", Self.groupRule)]
    let errors = reading.errors
    try #require(errors.count == 1, "\(DefinitionErrors(errors))")
    #expect(errors[0].message.contains("label"))
  }

  /// A rule over groups that shows what they share.
  static let groupRule = """
    rule: other
    title: Parcels with one label
    status: stable
    severity: low
    verdict: check
    measure: parcels
    confidence: recorded fact
    audience: [outer]
    law: []
    why: They are hard to tell apart.
    covers: []
    each: parcel
    by: [label, kind]
    flag:
      if: count(group) > 1
      cases: [{ case: several, says: "{count(group)} parcels of kind {key.kind} have the label {key.label}" }]
    examples:
      - { flags: several, given: { parcels: [{ label: L, kind: x }, { label: L, kind: x }] } }
      - { passes: one, given: { parcels: [{ label: L, kind: x }] } }
      - { unassessed: no label, given: { parcels: [{ kind: x }] } }

    """

  @Test func `refuses a derived field that hides less than what it copies`() throws {
    var reading = try Reading.dataset(
      "parcels",
      "account_id: { type: text }",
      "account_id: { type: text, personal: { show to: [inner] } }"
    )
    let index = try #require(reading.datasets.firstIndex { $0.name == "account_days" })
    reading.datasets[index].text = """
      dataset: account_days
      each: account_day
      from: parcels
      fields:
        parcel_id: { type: text, value: parcel.parcel_id }
        region: { type: text, value: parcel.account_id }
        net: { type: money, value: parcel.amount }
      key: [parcel_id]
      """
    _ = try reading.error(at: "parcel.account_id")
  }
}
