@testable import Audit
import Rules
import TestSupport
import Testing

struct LayoutTests {
  private static let whole = """
    workbook: inner
    title: Jobs
    sentence: Differences, to be checked.
    sheets:
      - sheet: Findings
        kind: findings
        columns:
          - finding no.
          - { from: maker, width: 20 }
      - { sheet: Run, kind: run }
    """

  private func errors(
    _ text: String,
    file: String = "rules/workbooks/inner.yaml"
  ) -> [Diagnostic] {
    do {
      _ = try Layout.read(SourceText(name: file, text: text))
      return []
    } catch {
      return error.diagnostics
    }
  }

  /// A layout that is wrong in one place.
  struct Slip: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let line: Int
    let column: Int
    let message: String

    var testDescription: String { message }
  }

  @Test func `a layout is read`() throws {
    #expect(errors(Self.whole).isEmpty)
    let layout = try Layout.read(SourceText(name: "inner.yaml", text: Self.whole))
    #expect(layout.audience == "inner")
    #expect(layout.pages.map(\.name) == ["Findings", "Run"])
  }

  @Test(arguments: [
    Slip(
      old: "title: Jobs",
      new: "titel: Jobs",
      line: 2,
      column: 1,
      message: "a workbook has no key \"titel\""
    ),
    Slip(
      old: "kind: run",
      new: "kind: rum",
      line: 10,
      column: 25,
      message:
        "kind is \"rum\"; it must be one of: summary, worklist, findings, unassessed, rejected, totals, rules, run"
    ),
    Slip(
      old: "kind: run",
      new: "kind: run, columns: []",
      line: 10,
      column: 30,
      message: "a sheet of kind run has no key \"columns\""
    ),
    Slip(
      old: "width: 20",
      new: "widht: 20",
      line: 9,
      column: 24,
      message: "a column has no key \"widht\""
    ),
    Slip(
      old: "width: 20",
      new: "width: 0",
      line: 9,
      column: 31,
      message: "a width is from 1 to 250"
    ),
    Slip(
      old: "width: 20",
      new: "typed: Status",
      line: 9,
      column: 9,
      message: "a column has one of: fact, typed, from"
    ),
    Slip(
      old: "sheet: Run",
      new: "sheet: What is there / is not",
      line: 10,
      column: 14,
      message: "a sheet cannot be called that: it has the character /"
    ),
    Slip(
      old: "sheet: Run",
      new: "sheet: Findings",
      line: 10,
      column: 5,
      message: "there are two sheets \"Findings\""
    ),
  ])
  func `a slip is told with its place`(_ slip: Slip) throws {
    let text = Self.whole.replacing(slip.old, with: slip.new)
    let found = errors(text)
    #expect(found.count == 1)
    let first = try #require(found.first)
    #expect(first.message == slip.message)
    #expect((first.line, first.column) == (slip.line, slip.column))
  }

  @Test func `a summary shows only worklists and columns that are there`() {
    func summary(_ part: String) -> [Diagnostic] {
      let sheets =
        "  - { sheet: Front, kind: summary, left: [\n\(part)\n] }\n"
        + "  - { sheet: Makers, kind: worklist, by: [maker], columns: [line, findings] }"
      return errors("workbook: inner\ntitle: T\nsentence: S\nsheets:\n" + sheets)
    }
    #expect(summary("{ show: lines, title: T, of: Makers, columns: [Line] }").isEmpty)
    let misspelt = summary("{ show: lines, title: T, of: Maker, columns: [Line] }")
    #expect(misspelt.map(\.message) == ["of is \"Maker\"; it must be one of: Makers"])
    #expect(misspelt.map(\.line) == [6])
    #expect(
      summary("{ show: lines, title: T, of: Makers, columns: [Lime] }").map(\.message)
        == ["a column is \"Lime\"; it must be one of: Line, Findings"]
    )
    let six = "[Line, Line, Line, Line, Line, Line]"
    #expect(
      summary("{ show: lines, title: T, of: Makers, columns: \(six) }").map(\.message)
        == ["there is room for 1 to 5 columns"]
    )
  }

  @Test func `all sheets' slips are told in one go`() {
    let text = Self.whole.replacing("kind: run", with: "kind: rum")
      .replacing("width: 20", with: "widht: 20")
    #expect(errors(text).map(\.line) == [9, 10])
  }

  @Test func `a layout has its file's name`() throws {
    let found = errors(Self.whole, file: "rules/workbooks/outer.yaml")
    #expect(found.first?.message == "the workbook is called \"inner\", and its file \"outer.yaml\"")
  }

  @Test func `a name that no rule has is stray`() throws {
    let layout = try PageWorld.layout("inner")
    // The key is a column for those who may see it.
    #expect(layout.strayNames(in: try PageWorld.rulebook()) == [])
    let text = Self.whole.replacing("maker", with: "mak")
    let stray = try Layout.read(SourceText(name: "inner.yaml", text: text))
    #expect(stray.strayNames(in: try PageWorld.rulebook()) == ["mak"])
  }

  /// The layouts and rules of this checkout.
  private func project() throws -> (layouts: [Layout], book: Rulebook) {
    let root = ProjectFiles.root + "/rules"
    func sources(_ folder: String) -> [SourceText] {
      ProjectFiles.list(root + folder, ending: ".yaml").compactMap { path in
        ProjectFiles.text(path).map { SourceText(name: path, text: $0) }
      }
    }
    let layouts = try sources("/workbooks").map(Layout.read)
    let datasets = sources("/datasets")
    let other = Set((datasets + sources("/workbooks") + sources("/inspect")).map(\.name))
    let book = try Rulebook.read(
      datasets: datasets,
      rules: sources("").filter { !other.contains($0.name) },
      audiences: layouts.map(\.audience)
    )
    return (layouts, book)
  }

  @Test func `the layouts of the project name only what its rules have`() throws {
    let (layouts, book) = try project()
    #expect(layouts.map(\.audience) == ["contracts", "finance", "legal"])
    for layout in layouts { #expect(layout.strayNames(in: book) == [], "\(layout.audience)") }
  }

  @Test func `every amount of the project's rules is on a worklist of each of its audiences`()
    throws
  {
    let (layouts, book) = try project()
    for layout in layouts {
      let shown = layout.pages.flatMap { page -> [String] in
        guard case .worklist(let worklist) = page.kind else { return [] }
        return worklist.columns.compactMap { column in
          if case .value(let measure) = column.content { measure } else { nil }
        }
      }
      let rules = book.rules.filter { $0.amount != nil && $0.audience.contains(layout.audience) }
      let missing = Set(rules.map(\.measure)).subtracting(shown)
      #expect(missing.isEmpty && !rules.isEmpty, "\(layout.audience)")
    }
  }
}
