internal import Extracts
internal import Rules
internal import Tables

/// The sources that some tables could be.
struct SourceDrafts {
  /// One for each kind of table, in the order in which they were found.
  private(set) var all: [SourceDraft] = []
  /// Tables that are like no dataset, by file and sheet.
  private(set) var others: [String] = []
  /// Sheets that people do not see and that have the headings of one that they do.
  private(set) var hiddenTwins: [String] = []

  init(_ files: [FileProfile], among datasets: [Dataset], words: HeadingWords) {
    for file in files {
      var drafts: [SourceDraft] = []
      let tables = file.tables
      let filled = [file.path: file.filledSheets]
      for table in tables {
        // A sheet that is hidden is often an old copy of one that is not.
        if table.isHidden, tables.contains(where: { !$0.isHidden && $0.headings == table.headings })
        {
          hiddenTwins.append(table.sheet ?? table.path)
          continue
        }
        if drafts.indices.contains(where: { drafts[$0].takeSame(table) }) { continue }
        guard let matching = FieldMatching.closest(to: table.profile, among: datasets, words: words)
        else {
          others.append(table.path + (table.sheet.map { ", sheet \"\($0)\"" } ?? ""))
          continue
        }
        if drafts.indices.contains(where: { drafts[$0].takeSimilar(table, matching) }) { continue }
        let member = SourceDraft.Member(table: table, columns: matching.columns)
        drafts.append(SourceDraft(matching.dataset, member, filledSheets: filled))
      }
      for draft in drafts where !all.indices.contains(where: { all[$0].take(draft) }) {
        all.append(draft)
      }
    }
  }
}

extension FileProfile {
  /// Its tables, each with how a source gets at it.
  fileprivate var tables: [FoundTable] {
    switch form {
    case .text(let traits, let table):
      // A mark of UTF-8 goes before what the rest of the file seems to be.
      let encoding = traits.byteOrderMarks > 0 ? .utf8 : traits.encoding
      return [table].compactMap(\.self).map {
        FoundTable(path: path, form: .text(encoding, delimiter: traits.delimiter), profile: $0)
      }
    case .workbook(let workbook):
      return workbook.sheets.compactMap { sheet in
        sheet.table.map {
          FoundTable(
            path: path,
            form: .workbook,
            sheet: sheet.name,
            isHidden: sheet.isHidden,
            profile: $0
          )
        }
      }
    }
  }

  /// How many of its sheets hold something.
  fileprivate var filledSheets: Int {
    if case .workbook(let workbook) = form {
      workbook.sheets.count { $0.usedRange != nil }
    } else {
      0
    }
  }
}
