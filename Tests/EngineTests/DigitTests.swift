import Findings
import Testing

/// Numbers keep the digits that they were written or worked out with, and rules may put them into text.
@Suite struct DigitTests {
  private static let one =
    "{ parcel_id: P1, account_id: A, kind: x, day: 2024-09-01, amount: 0.50, rate: 1.5000 }"
  private static let other =
    "{ parcel_id: P2, account_id: B, kind: y, day: 2024-09-01, amount: 2.50, rate: 2.0000 }"
  private static let entries =
    "entries: [{ entry_id: E1, account_id: B, posted: 2024-09-02, net: 3.00 }]"

  /// What is said of the first parcel, alone or beside another.
  private func isFlagged(_ condition: String, beside other: String?) throws -> Bool {
    let parcels = [Self.one, other].compactMap { $0 }.joined(separator: ", ")
    let bench = try Bench(
      """
      each: parcel
      collect:
        bookings: { in: entries, match: { account_id: parcel.account_id }, reaches: '[parcel.day .. as_at]' }
      """,
      flag: condition,
      given: "{ parcels: [\(parcels)], \(Self.entries) }"
    )
    return bench.keys.contains("parcel_id=P1")
  }

  @Test(
    arguments: [
      ("if parcel.kind = \"x\" then 1 else parcel.amount", "1"),
      ("max(parcel.amount, 1)", "1"),
      ("min(parcel.rate, parcel.amount)", "0.50"),
      ("[parcel.amount, 1][2]", "1"),
      ("round half up(parcel.amount, 0)", "1"),
      ("parcel.amount * 1.50", "0.7500"),
      ("parcel.rate + parcel.amount", "2.0000"),
      ("total(bookings.net)", "0"),
      ("total(for b in bookings return (if b.net > 5 then 1 else b.net))", "0"),
    ]
  )
  func `a number in text has the digits of its own row, whatever other rows there are`(
    _ term: String,
    _ text: String
  ) throws {
    for other in [nil, Self.other] {
      #expect(try isFlagged("string(\(term)) = \"\(text)\"", beside: other), "\(term)")
    }
  }

  @Test(
    arguments: [
      "string(parcel.amount * 1e3)", "string(parcel.amount + 1e3)", "string(1e3)",
      "string(round half up(parcel.amount, 3))", "string(parcel.amount / 2)",
      "string(parcel.amount - parcel.amount)", "string(-parcel.amount)",
    ]
  )
  func `both executors write a number with the same digits`(_ term: String) throws {
    // Whatever the digits are, they are not these; the bench compares the executors.
    #expect(try !isFlagged("\(term) = \"none\"", beside: Self.other))
  }

  @Test func `an index past every list is past this one`() throws {
    for index in ["9223372036854775807", "-9223372036854775807"] {
      #expect(try isFlagged("bookings[\(index)] = null", beside: Self.other), "\(index)")
    }
  }
}
