import Testing

@testable import Engine

/// What lookups have found is kept while inputs repeat.
@Suite struct `Lookup memory` {
  /// Asks for inputs, a batch at a time, as the evaluator does.
  ///
  /// - Returns: How many of the batches were looked up in the memory.
  private func ask(
    _ batches: Int,
    of lanes: Int,
    _ memory: inout LookupMemory.Found,
    _ input: (Int) -> Int64
  ) -> Int {
    var used = 0
    for batch in 0..<batches where memory.takes(lanes) {
      used += 1
      memory.askedCount += lanes
      let keys = (0..<lanes).map { input(batch * lanes + $0) }
      for lane in 0..<lanes { _ = memory.inputs.number(of: lane, in: keys) }
    }
    return used
  }

  @Test func `is used as long as some inputs repeat`() {
    var memory = LookupMemory.Found(width: 1)
    // Three of four are new.
    #expect(ask(100, of: 1_000, &memory) { Int64($0 - ($0 % 4 == 3 ? 1 : 0)) } == 100)
  }

  @Test func `is passed by where no input repeats, and tried again later`() {
    var memory = LookupMemory.Found(width: 1)
    let used = ask(1_000, of: 1_000, &memory) { Int64($0) }
    #expect(used > 17)
    #expect(used < 100)
    #expect(ask(300, of: 1_000, &memory) { _ in 7 } > 0)
    #expect(ask(300, of: 1_000, &memory) { _ in 7 } == 300)
  }

  @Test func `begins anew when it is full`() {
    var memory = LookupMemory.Found(width: 1)
    _ = ask(1_100, of: 1_000, &memory) { Int64($0 / 2 * 2) }
    #expect(!memory.isFull)
    _ = ask(1_100, of: 1_000, &memory) { Int64(($0 + 1_100_000) / 2 * 2) }
    #expect(memory.isFull)
    memory.forget()
    #expect(!memory.isFull)
    #expect(memory.inputs.count == 0)
    #expect(memory.askedCount == 0)
  }
}
