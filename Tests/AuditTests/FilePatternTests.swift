@testable import Audit
import Testing

@Suite struct `Patterns of files` {
  @Test(arguments: [
    // Files on their way, and the locks of workbooks that are open.
    ("p_*", ["p_1.csv", "p_2.csv"]), ("*.csv", ["p_1.csv", "p_2.csv"]), ("*.xlsx", ["b.xlsx"]),
    ("p_*.part", ["p_1.csv.part"]), ("~$*", ["~$b.xlsx"]), ("*.TMP", ["x.TMP"]), ("*tmp", []),
    ("*TMP", ["x.TMP"]), ("x*", []),
  ])
  func `match what has arrived`(pattern: String, expected: [String]) throws {
    let folder = try TemporaryFolder()
    let names = [
      "p_1.csv", "p_1.csv.part", "p_2.csv", "p_3.csv.filepart", "b.xlsx", "~$b.xlsx", "x.TMP",
    ]
    for name in names { try Files.write([], to: "\(folder.path)/\(name)") }
    let found = Files.matching("\(folder.path)/\(pattern)")
    #expect(found == expected.map { "\(folder.path)/\($0)" })
  }

  @Test func `are not asked where a file is named in full`() {
    #expect(Files.matching("in/p.csv.part") == ["in/p.csv.part"])
  }
}
