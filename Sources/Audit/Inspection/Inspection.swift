internal import Extracts
public import Rules
internal import Tables
internal import Values

/// Looks at files that no configuration names yet, and proposes how to bind them.
public struct Inspection {
  private let datasets: [Dataset]
  private let words: HeadingWords
  private let folder: String
  private var files: [FileProfile] = []

  /// Creates an inspection that proposes the datasets of some rules.
  ///
  /// - Parameters:
  ///   - rules: The rules, for their datasets and for what the words of headings mean.
  ///   - folder: The folder that paths in the configuration are relative to; empty for the working folder.
  /// - Throws: Where the declared words of headings are wrong or missing.
  public init(_ rules: RuleSet, folder: String = "") throws(DefinitionErrors) {
    datasets = rules.rulebook.catalog.datasets.filter { $0.derivation == nil }
    self.folder = folder
    do {
      words = try HeadingWords(rules.headingWords)
    } catch {
      throw DefinitionErrors([error])
    }
  }

  /// How many rows are searched for headings.
  static var searchedRows: Int { Headings.searchedRows }

  /// Looks at a file, and keeps what it found for ``proposal``.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - progress: Called now and then with what is being done.
  /// - Returns: What the file is, as lines of at most 100 characters, but for long paths.
  /// - Throws: Why the file cannot be looked at.
  public mutating func look(
    at path: String,
    progress: (String) -> Void = { _ in }
  ) throws(InspectionError) -> String {
    do {
      let profile = try inspect(path, isPersonal: words.isPersonal) { rows in
        progress("\(path): \(rows.grouped) rows")
      }
      files.append(profile)
      return InspectionPage(profile: profile).lines.joined(separator: "\n")
    } catch {
      throw InspectionError(description: error.description)
    }
  }

  /// What to paste into `audit.yaml` for the files that were looked at, with what to know before; nil where none of
  /// them has a table.
  public var proposal: String? {
    let drafts = SourceDrafts(files, among: datasets, words: words)
    var lines: [String] = []
    for name in drafts.others {
      lines += PageText.wrapped(
        "No dataset has fields that read like the headings of \(name).",
        indent: ""
      )
    }
    for name in drafts.hiddenTwins {
      lines += PageText.wrapped(
        "The hidden sheet \"\(name)\" has the headings of another and is left out.",
        indent: ""
      )
    }
    if drafts.all.isEmpty { return lines.isEmpty ? nil : lines.joined(separator: "\n") }
    for draft in drafts.all {
      let found = draft.first.columns.count { $0 != nil }
      let files = draft.files.count
      let tables = draft.members.count
      let kind =
        tables == 1
        ? "" : files == tables ? " (\(files) files of one kind)" : " (\(tables) sheets of one kind)"
      lines.append(
        "Closest dataset: \(draft.schema.dataset), \(found) of \(draft.schema.fields.count) fields found"
          + kind
      )
    }
    lines += [
      "To paste into audit.yaml, after checking every line: headings that read alike may mean different",
      "things. Then `vouch extracts check` reads all of it and says which rows do not fit.", "",
      "sources:",
    ]
    var written: Set<String> = []
    for draft in drafts.all {
      let source = SourceProposal(draft, folder: folder).text
      if written.insert(draft.schema.dataset).inserted {
        lines += source
      } else {
        // A dataset has one source, whose files are read alike.
        lines.append(
          "  # One source cannot read these and those above, for they are written otherwise:"
        )
        lines += source.map { "  # " + $0.dropFirst(2) }
      }
    }
    return lines.joined(separator: "\n")
  }
}

/// Why a file cannot be looked at.
public struct InspectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, what is wrong with it, and what to do.
  public let description: String
}
