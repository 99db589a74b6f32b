import Engine
import Rules
import Testing

@Suite struct BundledRuleTests {
  @Test(arguments: [Executor.reference, .columnar])
  func `every example of every bundled rule holds`(executor: Executor) throws {
    let rulebook = try BundledRules.read()
    #expect(!rulebook.rules.isEmpty)
    for rule in rulebook.rules {
      for failure in rulebook.failures(of: rule, by: executor) {
        Issue.record("\(failure.diagnostic)")
      }
    }
  }
}
