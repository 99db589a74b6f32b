import Findings
import Rules
import TestSupport
import Testing
import Values

@testable import Audit

/// What becomes of files whose proposed entry is pasted into an `audit.yaml` as it stands.
struct Proposed {
  /// What was proposed, with what to know before.
  let text: String
  /// The pages of the files.
  let pages: [String]
  /// What reading the source gives.
  let check: SourceCheck
  /// Where the files are; gone with this.
  private let folder: TemporaryFolder

  /// Looks at files, pastes the proposal, and reads the source.
  ///
  /// - Parameters:
  ///   - paths: The files.
  ///   - dataset: The name of the dataset that they should turn out to be.
  ///   - fields: Its fields, a line of YAML each.
  ///   - more: Further lines of the dataset, such as `control`.
  ///   - bundled: Whether it could be one of the bundled datasets, too.
  ///   - folder: A folder for what is written.
  /// - Throws: Where something cannot be read, or nothing is proposed.
  init(
    _ paths: [String],
    as dataset: String,
    fields: [String],
    more: [String] = [],
    beside bundled: Bool = true,
    in folder: TemporaryFolder? = nil
  ) throws {
    let folder = try folder ?? TemporaryFolder()
    self.folder = folder
    try folder.write(
      (["dataset: \(dataset)", "each: record", "key: []"] + more + ["fields:"]
        + fields.map { "  " + $0 }).joined(separator: "\n"),
      to: "rules/datasets/\(dataset).yaml"
    )
    let folders = bundled ? "[bundled, rules]" : "[rules]"
    let start = "council: Somewhere\nas_at: 2024-09-29\nrules: \(folders)\n"
    let rules = try RuleSet.read(
      .read(SourceText(name: "audit.yaml", text: start + "sources: {}\n"), folder: folder.path)
    )
    var inspection = try Inspection(rules)
    pages = try paths.map { path in try inspection.look(at: path) }
    text = try #require(inspection.proposal)
    let sources = try #require(text.firstRange(of: "sources:\n")).lowerBound
    let pasted = try Configuration.read(
      SourceText(name: "audit.yaml", text: start + text[sources...] + "\n"),
      folder: folder.path
    )
    try #require(pasted.sources.map(\.dataset) == [dataset], "\(text)")
    let night = try Night(pasted, outputs: "\(folder.path)/out")
    check = try #require(try night.checkSources(rules, only: dataset).first)
  }

  /// Reads what was written for the test.
  init(
    _ texts: [String: [UInt8]],
    as dataset: String = "purchases",
    fields: [String]
  ) throws {
    let folder = try TemporaryFolder()
    for (name, bytes) in texts { try Files.write(bytes, to: "\(folder.path)/\(name)") }
    try self.init(
      texts.keys.sorted().map { "\(folder.path)/\($0)" },
      as: dataset,
      fields: fields,
      more: ["control: net"],
      beside: false,
      in: folder
    )
  }

  /// The lines under `sources:`, without those that are comments.
  var lines: [String] {
    text.split(separator: "\n").map(String.init).drop { $0 != "sources:" }
      .filter { !$0.drop { $0 == " " }.hasPrefix("#") }
  }

  /// How many rows were loaded, and their control money in pence.
  var loaded: Tally? { check.record?.loaded }

  /// Each rejected row by its line and the reason.
  var rejected: [String] { check.rejected.map { "\($0.location.line) \($0.code.rawValue)" } }
}

/// Rows with their control money in pence.
func tally(_ rows: Int, _ pence: Int128) -> Tally {
  var tally = Tally()
  tally.rows = rows
  tally.pence = pence
  return tally
}
