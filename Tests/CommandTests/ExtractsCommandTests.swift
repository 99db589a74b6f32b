import Foundation
import TestSupport
import Testing

@Suite struct `The commands about extracts` {
  private let county: County

  init() throws { county = try County() }

  // MARK: inspect

  @Test func `inspect says what a file is, holds and could fill`() throws {
    try county.folder.write(
      """
      Payments made in September;;;;;

      Payment Ref;Supplier No;Person Name;Paid Date;Net Amount (£);Line Kind
      P001;S1;Ann Example;03/09/2024;"£1,250.00";care
      P002;S2;Bob Invented;17/09/2024;(30.00);care
      P003;S1;Cy Made-Up;30/09/2024;N/A;grant
      P004;S3;Dee Nobody;01/10/2024;£99.50;care
      Total;;;;£1,319.50;

      """,
      to: "kent/september.csv"
    )
    let page = try Program.vouch(["extracts", "inspect", "september.csv"], in: county.path)
    #expect(page.code == 0, "\(page.errors)")
    #expect(page.output == golden("inspect-september"), "\(page.output)")
    for name in ["Ann", "Bob", "Cy", "Dee"] { #expect(!page.output.contains(name), "\(name)") }
  }

  @Test(
    arguments: ["extracts", "registers"].flatMap { folder in
      ProjectFiles.list("\(ProjectFiles.root)/samples/kent/\(folder)", ending: "").filter {
        $0.hasSuffix(".csv") || $0.hasSuffix(".csv.gz")
      }
    }
  )
  func `inspect proposes the right dataset with all its fields, and the proposal reads the file`(
    path: String
  ) throws {
    let name = try #require(path.split(separator: "/").last)
    let dataset = String(name.prefix { $0 != "." })
    let page = try Program.vouch(["extracts", "inspect", path])
    #expect(page.code == 0, "\(page.errors)")
    let start = try #require(page.output.range(of: "sources:\n")?.lowerBound)
    // One row of the sample has a day that is none; how many such rows are too many is not in the file.
    let source = page.output[start...]
      .replacingOccurrences(
        of: "    columns:\n",
        with: "    rejected_rows: { at most: 1 }\n    columns:\n"
      )
    try county.folder.write(
      """
      council: Somewhere
      as_at: 2024-09-29
      pseudonym_key: { file: pseudonym.key }
      \(source)
      """,
      to: "kent/pasted.yaml"
    )
    let check = try Program.vouch(
      ["extracts", "check", "--config", "pasted.yaml", "--source", dataset],
      in: county.path
    )
    #expect(check.code == 0, "\(check.output)\(check.errors)")
    let rows = try records(path).count
    #expect(check.output.contains("\(rows) rows read"), "\(check.output)")
  }

  @Test func `inspect says which file cannot be read, and goes on`() throws {
    let page = try Program.vouch(
      ["extracts", "inspect", "nowhere.csv", "registers/members.csv"],
      in: county.path
    )
    #expect(page.code == 3)
    #expect(page.errors.contains("nowhere.csv: error: there is no such file"), "\(page.errors)")
    #expect(page.output.contains("Closest dataset: members"), "\(page.output)")
  }

  // MARK: check

  @Test func `check reads every source, writes nothing and ties out`() throws {
    let before = try contents(of: county.path)
    let check = try Program.vouch(["extracts", "check"], in: county.path)
    #expect(check.code == 0, "\(check.errors)")
    #expect(check.output.hasPrefix("County of Example: 23 of 23 sources can be read.\n"))
    // Counted by the lines of the files; one row each is planted with a day that is none.
    #expect(check.output.contains("496 rows read = 495 loaded + 1 rejected"), "\(check.output)")
    #expect(check.output.contains("7080 rows read = 7079 loaded + 1 rejected"), "\(check.output)")
    #expect(try contents(of: county.path) == before)
  }

  @Test func `check leaves with 3 where a required source would be refused, and tells all reasons`()
    throws
  {
    try county.folder.edit("kent/registers/members.csv", "framework_id", "framework_idd")
    let check = try Program.vouch(["extracts", "check"], in: county.path)
    #expect(check.code == 3)
    #expect(check.output.contains("Refused: members. The night would stop."), "\(check.output)")
    #expect(check.output.contains("framework_idd"), "\(check.output)")
    #expect(check.output.contains("495 loaded"), "the other sources are read all the same")
  }

  @Test func `check reads a source with too many rejected rows to its end`() throws {
    let path = "kent/registers/providers.csv"
    let text = try county.folder.text(path)
    try county.folder.write(text + "short\nshorter\n", to: path)
    let check = try Program.vouch(
      ["extracts", "check", "--source", "providers"],
      in: county.path
    )
    #expect(check.code == 3)
    let rows = text.count { $0.isNewline } - 1
    #expect(
      check.output.contains("\(rows + 2) rows read = \(rows) loaded + 2 rejected"),
      "\(check.output)"
    )
    #expect(check.output.contains("2 missing-cell"), "\(check.output)")
    #expect(check.output.contains("providers.csv:\(rows + 2)"), "\(check.output)")
  }

  @Test func `check shows the rejected rows of a source that a guard refuses`() throws {
    let path = "kent/registers/providers.csv"
    let text = try county.folder.text(path)
    try county.folder.write(text + "short\n", to: path)
    try county.folder.edit(
      "kent/audit.yaml",
      "    files: registers/providers.csv",
      "    files: registers/providers.csv\n    must: { have rows: { at least: 100000 } }"
    )
    let check = try Program.vouch(
      ["extracts", "check", "--source", "providers"],
      in: county.path
    )
    #expect(check.code == 3)
    #expect(check.output.contains("it must have at least 100000 rows"), "\(check.output)")
    #expect(check.output.contains("and 1 of"), "\(check.output)")
    #expect(check.output.contains("  1 missing-cell\n"), "\(check.output)")
    #expect(check.output.contains("providers.csv:\(text.count { $0.isNewline } + 1)"))
  }

  @Test func `check counts the rejected rows by reason and column`() throws {
    let rows = (1...9).map { "\($0),2024-02-3\($0),1\n" }.joined()
    try county.folder.write("no,day,net\n" + rows + "10,2024-01-01,x\nshort\n", to: "own/rows.csv")
    try county.folder.write(
      """
      dataset: bills
      each: bill
      key: []
      control: net
      fields:
        no: { type: text }
        day: { type: date }
        net: { type: money }
      """,
      to: "own/rules/datasets/bills.yaml"
    )
    try county.folder.write(
      """
      council: Anyshire
      as_at: 2024-09-29
      rules: [rules]
      sources: { bills: { files: rows.csv } }
      """,
      to: "own/audit.yaml"
    )
    let check = try Program.vouch(
      ["extracts", "check", "--config", "own/audit.yaml"],
      in: county.folder.path
    )
    #expect(check.code == 3)
    let first = "    rows.csv:2:2: \"2024-02-31\" (yyyy-mm-dd) is no day of the calendar\n"
    #expect(check.output.contains("  9 type-error under \"day\"\n" + first), "\(check.output)")
    #expect(check.output.contains("\n    and 6 more\n"))
    #expect(check.output.contains("  1 type-error under \"net\"\n    rows.csv:11:3: \"x\" is not"))
    #expect(check.output.contains("  1 missing-cell\n    rows.csv:12: the row has 1 cells"))
  }

  @Test func `check of a source that is not required does not fail`() throws {
    try county.folder.edit(
      "kent/audit.yaml",
      "    files: registers/members.csv",
      "    files: registers/nowhere.csv\n    required: false"
    )
    let check = try Program.vouch(["extracts", "check"], in: county.path)
    #expect(check.code == 0, "\(check.output)")
    #expect(check.output.contains("The night would be partial."), "\(check.output)")
  }

  @Test func `check names the nearest source`() throws {
    let check = try Program.vouch(["extracts", "check", "--source", "paymens"], in: county.path)
    #expect(check.code == 2)
    #expect(check.errors.contains("did you mean \"payments\"?"), "\(check.errors)")
  }

  private func golden(_ name: String) -> String? {
    ProjectFiles.text("\(ProjectFiles.root)/Tests/CommandTests/Golden/\(name).txt")
  }
}
