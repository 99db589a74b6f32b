@testable import Audit
@testable import Engine
import Extracts
import Findings
import Rules
import Tables
import TestSupport
import Testing
import Values

private func finding(_ key: String, _ amount: Int64?, _ message: String) -> Finding {
  Finding(
    rule: "large-bill",
    caseName: "large",
    key: [KeyPart(field: "id", value: key)],
    amount: amount.map { Decimal(scaled: $0, scale: 2) },
    words: StatedWords(
      message: message,
      columns: [],
      shown: [],
      grounds: .stated(Grounds(evidence: [], related: []))
    ),
    location: Location(file: "bills.csv", line: 2),
    sources: []
  )
}

/// A night with these findings, one row that was not assessed and one that was refused.
private func night(_ findings: [Finding]) throws -> NightRecord {
  let book = try Rulebook.read(
    datasets: [SourceText(name: "bills.yaml", text: LargeBill.dataset)],
    rules: [SourceText(name: "large-bill.yaml", text: LargeBill.rule)],
    audiences: ["finance"]
  )
  let unassessed = UnassessedRow(
    rule: "large-bill",
    key: [KeyPart(field: "id", value: "B2")],
    kind: "blank field",
    dataset: "bills",
    subject: "net",
    explanation: "net is blank",
    location: nil,
    source: Location(file: "bills.csv", line: 3),
    control: nil
  )
  var totals = RuleTotals(rule: "large-bill", dataset: "bills")
  totals.loaded.add(pence: 12_345)
  totals.outcomes[.flagged] = totals.loaded
  totals.findings = 1
  var source = SourceRecord(
    dataset: "bills",
    files: [FileRecord(name: "bills.csv", bytes: 3, sha256: "abc")]
  )
  source.loaded.add(pence: 12_345)
  source.rejected.add(pence: nil)
  source.reasons = [RejectionReason(code: .typeError, heading: "Net"): 1]
  return NightRecord(
    council: "County of \"Example\"",
    asAt: try #require(CalendarDate(iso: "2024-09-29")),
    run: "r1",
    version: "0.1",
    rulebook: book,
    ruleHashes: [:],
    report: Report(findings: findings, unassessed: [unassessed], totals: [totals], tables: [:]),
    sources: [source],
    rejected: [
      RejectedRow(
        dataset: "bills",
        location: Location(file: "bills.csv", line: 9),
        column: 2,
        heading: "Net",
        code: .typeError,
        explanation: "\"x\" is not a number",
        pence: nil
      )
    ]
  )
}

/// The rows of a file, read back by the other half of the program.
private func rows(_ path: String, _ headings: [String]) throws -> [[String]] {
  let schema = Schema(
    dataset: "rows",
    each: "row",
    fields: headings.map { Field(name: $0, type: .text, blank: .answer("empty")) },
    key: []
  )
  let pool = TextPool()
  let table = try Extracts.read(Extracts.Binding(schema: schema, files: [path]), into: pool).table
  return (0..<table.loadedCount).map { row in
    table.columns.map { column in
      if case .text(let code) = column[row] { return pool.text(code) }
      return ""
    }
  }
}

private let findingHeadings = [
  "rule", "case", "outcome", "key", "severity", "verdict", "measure", "amount", "message",
  "fingerprint", "file", "line",
]

@Suite struct `The files of a night's record` {
  @Test func `findings and unassessed rows are written by rule and key`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/findings.csv.gz"
    let first = finding("B1;=\\", 1_234_500, "says \"so\", twice\nand more")
    let last = finding("B3", nil, "=1+1")
    try night([first, last]).writeFindings(to: path)
    let read = try rows(path, findingHeadings)
    let about = ["high", "check", "value at issue"]
    #expect(
      read == [
        ["large-bill", "large", "flagged", "id=B1\\;\\=\\\\"] + about + [
          "12345.00", "says \"so\", twice\nand more", "\(first.fingerprint)", "bills.csv", "2",
        ],
        ["large-bill", "", "unassessed", "id=B2"] + about + [
          "", "net is blank", "", "bills.csv", "3",
        ],
        ["large-bill", "large", "flagged", "id=B3"] + about + [
          "", "=1+1", "\(last.fingerprint)", "bills.csv", "2",
        ],
      ]
    )
  }

  @Test func `refused rows are written with their place and reason`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/rejected_rows.csv.gz"
    try night([]).writeRejectedRows(to: path)
    let headings = [
      "dataset", "file", "sheet", "line", "column", "heading", "code", "explanation", "amount",
    ]
    #expect(
      try rows(path, headings) == [
        ["bills", "bills.csv", "", "9", "2", "Net", "type-error", "\"x\" is not a number", ""]
      ]
    )
  }

  @Test func `many rows come back as they were written`() throws {
    var random = SeededGenerator()
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/findings.csv.gz"
    let letters = ["a", "é", ",", "\"", "\n", "=", ";", "𝄞"]
    let findings = (0..<20_000).map { index in
      let text = (0..<8).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
      return finding("K\(1_000_000 + index)", 100, "<\(text)>")
    }
    try night(findings).writeFindings(to: path)
    let messages = try rows(path, findingHeadings).filter { $0[2] == "flagged" }.map { $0[8] }
    #expect(messages == findings.map(\.message), "\(random)")
  }

  @Test func `equal nights make equal bytes`() throws {
    let folder = try TemporaryFolder()
    let paths = ["one", "two"].map { "\(folder.path)/\($0).csv.gz" }
    for path in paths { try night([finding("B1", 100, "x")]).writeFindings(to: path) }
    let bytes = try Files.read(paths[0])
    #expect(try Files.read(paths[1]) == bytes)
    // Bytes 4 to 7 of gzip are the time.
    #expect(bytes[4..<8].allSatisfy { $0 == 0 })
    #expect(try night([]).manifest(outputs: []) == night([]).manifest(outputs: []))
  }

  @Test func `the manifest names inputs, rules, counts and outputs`() throws {
    let output = FileRecord(name: "contracts/a.xlsx", bytes: 5, sha256: "def")
    let text = String(decoding: try night([]).manifest(outputs: [output]), as: UTF8.self)
    for expected in [
      "\"program\": \"vouch 0.1\"", "\"council\": \"County of \\\"Example\\\"\"",
      "\"as_at\": \"2024-09-29\"", "\"run\": \"r1\"", "\"partial\": false", "\"sha256\": \"abc\"",
      "\"sha256\": \"\(Digest.sha256(Array(LargeBill.rule.utf8)))\"", "\"gbp\": \"123.45\"",
      "\"sha256\": \"def\"", "\"out of scope\": {",
      "\"rejected_because\": [\n        {\n          \"code\": \"type-error\",\n          \"heading\": \"Net\",\n          \"rows\": 1",
    ] {
      #expect(text.contains(expected), "\(expected)")
    }
    #expect(text.hasPrefix("{\n  \"format\": 1,\n  \"program\"") && text.hasSuffix("]\n}\n"))
  }

  @Test func `JSON text is escaped`() {
    let value = JSON.object([
      .init("a\"", .list([.text("\u{1}\n\\é"), .null, .list([]), .integer(-1)]))
    ])
    #expect(
      String(decoding: value.bytes, as: UTF8.self)
        == "{\n  \"a\\\"\": [\n    \"\\u0001\\n\\\\é\",\n    null,\n    [],\n    -1\n  ]\n}\n"
    )
  }
}
