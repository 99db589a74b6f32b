import Foundation
import TestSupport
import Testing

/// The cases of the public compatibility kit of DMN that are single expressions; they are no part of the project.
private let cases = ProjectFiles.root + "/../shared/feel-tck/cases.jsonl"

@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: cases),
    "the compatibility kit is not beside the project"
  )
)
struct `The compatibility kit of DMN` {
  /// Why each cannot pass is on the page of divergences.
  private static let exceptions: Set = [
    "0008-LX-arithmetic/002/payment",
    "0070-feel-instance-of/number_013/number_013",
    "0070-feel-instance-of/list_018/list_018",
    "0070-feel-instance-of/list_019/list_019",
    "0070-feel-instance-of/context_015/context_015",
    "0070-feel-instance-of/context_016/context_016",
    "0100-arithmetic/exponent_lhs_number_exp_rhs_number_005/exponent_lhs_number_exp_rhs_number_005",
  ]

  @Test func `passes, but for the cases that are wrong or lack their model`() throws {
    let result = try Program.vouch(["eval", "--cases", cases])
    let lines = result.output.split(separator: "\n").map(String.init)
    let failed = lines.dropLast().map { $0.prefix { $0 != ":" } }.map(String.init)
    #expect(Set(failed).subtracting(Self.exceptions).sorted() == [])
    #expect(Self.exceptions.subtracting(failed).sorted() == [])
    #expect(lines.last == "1552 passed, 7 failed")
  }
}
