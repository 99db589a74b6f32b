internal import Extracts
public import Rules
internal import Tables

/// Looks at files that no configuration names yet, and proposes how to bind them.
public struct Inspection {
  private let datasets: [Dataset]
  private let words: HeadingWords

  /// Creates an inspection that proposes the datasets of some rules.
  ///
  /// - Throws: Where the declared words of headings are wrong or missing.
  public init(_ rules: RuleSet) throws(DefinitionErrors) {
    datasets = rules.rulebook.catalog.datasets.filter { $0.derivation == nil }
    do {
      words = try HeadingWords(rules.headingWords)
    } catch {
      throw DefinitionErrors([error])
    }
  }

  /// How many rows are searched for headings.
  static var searchedRows: Int { Headings.searchedRows }

  /// What a file is, and a source to paste into `audit.yaml`, as text.
  ///
  /// - Parameter path: The file.
  /// - Returns: Lines of at most 100 characters, but for long paths and headings.
  /// - Throws: Why the file cannot be looked at.
  public func page(of path: String) throws(InspectionError) -> String {
    let profile: FileProfile
    do {
      profile = try inspect(path, isPersonal: words.isPersonal)
    } catch {
      throw InspectionError(description: error.description)
    }
    var lines = InspectionPage(profile: profile).lines
    if let table = profile.table { lines += [""] + proposal(profile, table) }
    return lines.joined(separator: "\n")
  }

  private func proposal(_ profile: FileProfile, _ table: TableProfile) -> [String] {
    guard let matching = FieldMatching.closest(to: table, among: datasets, words: words) else {
      return ["  No dataset has fields that read like these headings."]
    }
    let schema = matching.dataset.schema
    let found = matching.columns.count { $0 != nil }
    return [
      "  Closest dataset: \(schema.dataset), \(found) of \(schema.fields.count) fields found. To paste into audit.yaml,",
      "  after checking every line, for headings that read alike may mean different things:",
      "",
    ] + SourceProposal(profile, table, matching).text
  }
}

/// Why a file cannot be looked at.
public struct InspectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, what is wrong with it, and what to do.
  public let description: String
}
