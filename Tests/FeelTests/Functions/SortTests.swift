import Feel
import TestSupport
import Testing
import Values

/// What calls a function with two items; the function itself does not matter here.
private let function = Value.function(.library([]))

@Suite struct SortTests {
  @Test func `put the items in order, equal ones as they stood`() throws {
    let sort = try #require(Library.standard.functions(named: "sort").first)
    for seed in Soak.seeds(short: 100, long: 10_000) {
      var random = SeededGenerator(seed: seed)
      let numbers = (0..<Int.random(in: 0...40, using: &random)).map { index in
        // The whole part is what is sorted by; the fraction tells equal ones apart.
        Int.random(in: 0...9, using: &random) * 100 + index
      }
      let list = Value.list(numbers.map { .number(Decimal($0)) })
      let sorted = sort.apply([list, function]) { _, pair in
        guard case .number(let a) = pair[0], case .number(let b) = pair[1],
          let a = a.intValue, let b = b.intValue
        else { return .null }
        return .boolean(a / 100 < b / 100)
      }
      #expect(sorted == .list(numbers.sorted().map { .number(Decimal($0)) }), "\(random)")
    }
  }

  @Test func `end whatever the function answers`() throws {
    let sort = try #require(Library.standard.functions(named: "sort").first)
    let list = Value.list((0..<100).map { .number(Decimal($0)) })
    for answer in [true, false] {
      guard
        case .list(let items) = sort.apply([list, function], call: { _, _ in .boolean(answer) })
      else {
        Issue.record("no list")
        return
      }
      #expect(Set(items).count == 100)
    }
  }

  @Test(arguments: [Value.null, .string("true")])
  func `give null where the function gives no truth value`(_ answer: Value) throws {
    let sort = try #require(Library.standard.functions(named: "sort").first)
    let list = Value.list([.boolean(true), .boolean(false)])
    #expect(sort.apply([list, function]) { _, _ in answer } == .null)
    #expect(sort.apply([.null, function]) { _, _ in .boolean(true) } == .null)
    #expect(sort.apply([list, .null]) { _, _ in .boolean(true) } == .null)
    // Nobody asks the function about one item alone.
    #expect(sort.apply([.list([.null]), function]) { _, _ in answer } == .list([.null]))
  }

  @Test func `replace the items that a function matches`() throws {
    let replace = try #require(
      Library.standard.functions(named: "list replace").first { $0.parameters[1].name == "match" }
    )
    let list = Value.list([2, 4, 7, 8].map { .number(Decimal($0)) })
    let five = Value.number(Decimal(5))
    let replaced = replace.apply([list, function, five]) { _, arguments in
      .boolean(Operations.compare(.less, arguments[0], arguments[1]) == true)
    }
    // The example of DMN 1.5, table 75: items less than the new one.
    #expect(replaced == .list([5, 5, 7, 8].map { .number(Decimal($0)) }))
    #expect(replace.apply([list, function, five]) { _, _ in .null } == .null)
  }
}
