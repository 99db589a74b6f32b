internal import Extracts
internal import Findings
internal import Glibc
public import Rules

/// The rules of a night: checked, with the hash of each and the layouts of the workbooks.
public struct RuleSet: Sendable {
  /// Datasets and rules.
  public var rulebook: Rulebook
  /// SHA-256 of each rule's file, by rule id.
  public var hashes: [String: String]
  /// The layout file of each workbook, in the order of their names.
  public var layouts: [SourceText]
  /// What the words of headings mean, for the inspection of extracts.
  public var headingWords: SourceText
  /// Rules that replaced others, each with its reason.
  public var overrides: [Override]

  /// A rule or dataset of the council's own that replaced another.
  public struct Override: Hashable, Sendable {
    /// The rule's id, or the dataset's name.
    public var name: String
    /// Why, as the configuration says.
    public var reason: String
  }

  /// Reads and checks the rules of a configuration.
  ///
  /// - Throws: All errors of all files; one where a rule or dataset replaces another and no reason is given.
  public static func read(_ configuration: Configuration) throws(DefinitionErrors) -> RuleSet {
    try read(
      configuration.rules,
      overrides: configuration.overrides,
      weeksPerYear: configuration.weeksPerYear
    )
  }

  /// Reads and checks the rules of some folders, later ones replacing earlier ones.
  public static func read(
    _ folders: [Configuration.RuleFolder],
    overrides: [String: String] = [:],
    weeksPerYear: Additions.Fraction = .fiftyTwoWeeks
  ) throws(DefinitionErrors) -> RuleSet {
    var diagnostics = Diagnostics()
    var datasets: [String: SourceText] = [:]
    var rules: [String: SourceText] = [:]
    var layouts: [String: SourceText] = [:]
    var headingWords: SourceText?
    var replaced: [Override] = []
    for folder in folders {
      let found = diagnostics.collect { () throws(Diagnostic) in try files(folder) }
      for source in found ?? [] {
        let name = source.stem
        func put(_ source: SourceText, in sources: inout [String: SourceText], _ kind: String) {
          if sources[name] != nil {
            if let reason = overrides[name] {
              replaced.append(Override(name: name, reason: reason))
            } else {
              diagnostics.add(
                source.diagnostic(
                  "it replaces the \(kind) \"\(name)\" and no reason is given",
                  hint: "say why in audit.yaml: overrides: { \(name): … }"
                )
              )
            }
          }
          sources[name] = source
        }
        switch source.kind {
        case "datasets": put(source, in: &datasets, "dataset")
        case "workbooks": layouts[name] = source
        case "inspect": headingWords = source
        default: put(source, in: &rules, "rule")
        }
      }
    }
    try diagnostics.check()
    let rulebook = try Rulebook.read(
      datasets: normal(datasets),
      rules: normal(rules),
      audiences: layouts.keys.sorted(),
      weeksPerYear: weeksPerYear
    )
    return RuleSet(
      rulebook: rulebook,
      hashes: rules.mapValues { Digest.sha256(Array($0.text.utf8)) },
      layouts: layouts.sorted { $0.key < $1.key }.map(\.value),
      headingWords: headingWords ?? bundledHeadingWords(),
      overrides: replaced
    )
  }

  /// Definitions by name, in the normal form that cells are read in: accented letters are written one way only.
  private static func normal(_ sources: [String: SourceText]) -> [SourceText] {
    sources.values.sorted { $0.name < $1.name }.map {
      SourceText(name: $0.name, text: NormalText.normal($0.text))
    }
  }

  /// What the words of headings mean where no folder of rules says it; empty where the bundled rules are not there.
  private static func bundledHeadingWords() -> SourceText {
    let name = "inspect/headings.yaml"
    let bytes = bundledFolder().flatMap { try? Files.read("\($0)/\(name)") }
    return SourceText(name: "rules/\(name)", text: String(decoding: bytes ?? [], as: UTF8.self))
  }

  private static func files(
    _ folder: Configuration.RuleFolder
  ) throws(Diagnostic) -> [SourceText] {
    let root: String
    let shown: String
    switch folder {
    case .bundled:
      guard let bundled = bundledFolder() else {
        throw SourceText(name: "rules", text: "").diagnostic(
          "the bundled rules were not found beside the program",
          hint: "set VOUCH_RULES to the folder that holds datasets/ and workbooks/"
        )
      }
      root = bundled
      shown = "rules"
    case .folder(let path):
      root = path
      shown = path.last == "/" ? String(path.dropLast()) : path
    }
    do {
      return try list(root, shown)
    } catch {
      throw SourceText(name: shown, text: "").diagnostic(error.reason)
    }
  }

  private static func list(_ folder: String, _ shown: String) throws(FileError) -> [SourceText] {
    var result: [SourceText] = []
    for name in try Files.names(in: folder) where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".yaml") {
        let bytes = try Files.read(path)
        result.append(
          SourceText(name: "\(shown)/\(name)", text: String(decoding: bytes, as: UTF8.self))
        )
      } else if Files.isFolder(path) {
        result += try list(path, "\(shown)/\(name)")
      }
    }
    return result
  }

  /// The rules that came with the program: named by VOUCH_RULES, or in a folder above the program's own.
  static func bundledFolder() -> String? {
    if let folder = Files.environment("VOUCH_RULES") { return folder }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = unsafe readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
    guard length > 0 else { return nil }
    var folder = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    while folder.count > 1 {
      folder = Files.folder(of: folder)
      for place in ["\(folder)/rules", "\(folder)/share/vouch/rules"]
      where Files.isFolder("\(place)/datasets") {
        return place
      }
    }
    return nil
  }
}

extension SourceText {
  /// The file's name without folder and ending.
  var stem: String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    return file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file
  }

  /// The folder that the file is directly in.
  fileprivate var kind: String {
    let parts = name.split(separator: "/")
    return parts.count > 1 ? String(parts[parts.count - 2]) : ""
  }
}
