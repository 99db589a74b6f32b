import Engine
import Findings
import Rules
import Testing

@Suite struct `Memory` {
  @Test func `that runs short ends a run, with what to do`() throws {
    let rule = Bench.rule(
      "tested",
      "each: parcel",
      flag: "true",
      "{ parcels: [{ parcel_id: P1, account_id: A, kind: x, day: 2024-09-01 }] }"
    )
    let rulebook = try Bench.rulebook([rule])
    let example = try #require(rulebook.rules.first?.examples.first)
    var inputs = try ExampleRun(catalog: rulebook.catalog, example: example).inputs()
    for free in [nil, 1 << 40] {
      inputs.freeMemory = { free }
      #expect(try Plan(rulebook).run(inputs).findings.count == 1)
    }
    inputs.freeMemory = { 1 << 20 }
    let error = #expect(throws: EngineError.self) { try Plan(rulebook).run(inputs) }
    #expect(error?.message.contains("memory ran short while judging parcels") == true)
    #expect(error?.message.contains("more memory") == true)
  }
}
