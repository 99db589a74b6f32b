/// What the workbook of one audience shows, and in which words, as a file of `rules/workbooks/` declares it.
public struct Layout: Sendable {
  /// Who reads it: the name that rules give under `audience`, and the name of the file.
  public let audience: String
  let title: String
  /// How the pages are marked for those who handle them.
  let marking: String
  /// What every reader must know before reading on.
  let sentence: String
  /// Words on the page for names in rules and datasets.
  let words: PageWords
  let pages: [PageLayout]

  /// The sheet on which the first worklist stands.
  func worklist(named name: String) -> WorklistLayout? {
    for page in pages where page.name == name {
      if case .worklist(let worklist) = page.kind { return worklist }
    }
    return nil
  }
}

/// One sheet of a workbook.
struct PageLayout: Sendable {
  /// What a sheet shows.
  enum Kind: Sendable {
    /// The first page: how things stand, and what to do first.
    case summary(SummaryLayout)
    /// Findings put together at the grain a person acts on.
    case worklist(WorklistLayout)
    /// Every finding.
    case findings(FindingsLayout)
    /// What no rule could tell, and why.
    case unassessed
    /// Rows that were refused.
    case rejected
    /// Rows and money, from the files to the outcomes.
    case totals
    /// The rules: what they test, why, and on what law.
    case rules
    /// The run: its inputs and rules, by their hashes.
    case run
  }

  let name: String
  let kind: Kind
}

/// A sheet with a row for each finding.
struct FindingsLayout: Sendable {
  let columns: [FindingColumn]
  /// The rules whose findings it shows, by id; nil for all.
  let rules: Set<String>?
}

/// A sheet with a row for what one person settles in one go.
struct WorklistLayout: Sendable {
  /// What findings of one line agree on: for each, the rules' columns that say it, the first that a finding has.
  let grain: [[String]]
  /// The measures whose largest amounts come first, in this order.
  let measures: [String]
  let columns: [LineColumn]
  /// The rules whose findings it shows, by id; nil for all.
  let rules: Set<String>?
}
