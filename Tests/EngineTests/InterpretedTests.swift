import Engine
import Findings
import Testing

/// Parts of the language that the engine has no step of its own for: the interpreter evaluates them, over known values only.
@Suite struct InterpretedTests {
  private static let parcels = """
    { parcels: [\
    { kind: x, day: 2024-07-01, rate: 10, amount: 12 }, \
    { kind: x, day: 2024-07-01, rate: 10, amount: 8 }, \
    { kind: x, day: 2024-07-01, rate: 10 }] }
    """

  @Test(arguments: [
    "{ least: 10, is more: function(x) x > least, r: is more(parcel.amount) }.r",
    "(function(a, b) a > b)(parcel.amount, parcel.rate)",
    "sort([parcel.rate, parcel.amount], function(a, b) a < b)[1] = 10 and parcel.amount > 10",
    """
    (for i in 1..3 return if i = 1 then parcel.amount \
    else { before: partial[-1], r: if before = null then 0 else before - 1 }.r)[3] = 10
    """,
    "parcel.amount in (? > 10 and ? < 20)",
    "{ a: parcel.rate, b: { c: parcel.amount - a } }.b.c = 2",
    "some i in 11..20 satisfies i = parcel.amount",
    "parcel.amount in ([11..12], [14..20])",
  ])
  func `flags where it is so, and leaves unassessed what it takes an unknown for`(
    _ condition: String
  ) throws {
    let bench = try Bench(
      "each: parcel",
      flag: condition,
      given: Self.parcels
    )
    #expect(bench.outcomes() == [.flagged: 1, .passed: 1, .unassessed: 1])
    #expect(bench.keys == ["parcel_id=1"])
    #expect(bench.reasons == ["parcel_id=3": "blank field"])
  }

  @Test func `what has no result inside is unknown, and is not taken for null`() throws {
    let bench = try Bench(
      "each: parcel",
      flag: "{ share: parcel.amount / (parcel.rate - 10) }.share = null",
      given: Self.parcels
    )
    #expect(bench.outcomes() == [.unassessed: 3])
  }

  @Test func `tells apart two expressions over the same inputs`() throws {
    let bench = try Bench(
      "each: parcel",
      flag: "{ a: parcel.amount }.a = 12 and not({ a: parcel.amount }.a = 8)",
      given: Self.parcels
    )
    #expect(bench.outcomes() == [.flagged: 1, .passed: 1, .unassessed: 1])
  }

  @Test func `refuses to take a row for a value`() throws {
    #expect(throws: (any Error).self) {
      try Bench("each: parcel", flag: "{ p: parcel }.p.rate > 0", given: Self.parcels)
    }
  }
}
