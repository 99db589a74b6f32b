internal import Engine
public import Rules
internal import Values

extension SourceText {
  /// Reads a file; the text has the path as its name.
  ///
  /// - Throws: Why the file cannot be read, with the hint.
  public static func read(_ path: String, hint: String? = nil) throws(Diagnostic) -> SourceText {
    do {
      return SourceText(name: path, text: String(decoding: try Files.read(path), as: UTF8.self))
    } catch {
      throw SourceText(name: path, text: "").diagnostic(error.reason, hint: hint)
    }
  }
}

extension Configuration {
  /// Reads `audit.yaml`; paths in it are relative to its folder.
  ///
  /// - Throws: All errors of the file, each with its place.
  public static func read(_ path: String) throws(DefinitionErrors) -> Configuration {
    let text: SourceText
    do {
      text = try .read(path, hint: "`vouch init` writes a configuration to start from")
    } catch {
      throw DefinitionErrors([error])
    }
    return try read(text, folder: Files.folder(of: path))
  }

  /// Reads the text of an `audit.yaml` whose paths are relative to a folder.
  ///
  /// - Throws: All errors of the text, each with its place.
  public static func read(
    _ text: SourceText,
    folder: String
  ) throws(DefinitionErrors) -> Configuration {
    var diagnostics = Diagnostics()
    let reader = ConfigurationReader(text: text, folder: folder)
    let result = reader.read(&diagnostics)
    try diagnostics.check()
    guard let result else { preconditionFailure("an error was lost") }
    return result
  }
}

/// Reads the keys of a configuration.
private struct ConfigurationReader {
  let text: SourceText
  let folder: String

  func read(_ diagnostics: inout Diagnostics) -> Configuration? {
    let mapping = diagnostics.collect { () throws(Diagnostic) in
      try MappingReader(
        YAMLNode.parse(text),
        as: "the configuration",
        keys: [
          "council", "as_at", "rules", "overrides", "pseudonym_key", "annual", "outputs",
          "raw_rejected_rows", "sources",
        ]
      )
    }
    guard let mapping else { return nil }
    let council = diagnostics.collect { () throws(Diagnostic) in try mapping.text("council") }
    let asAt = diagnostics.collect { () throws(Diagnostic) in
      try mapping["as_at"].map { node throws(Diagnostic) in try date(node, "as_at") }
    }
    let rules = diagnostics.collect { () throws(Diagnostic) in try ruleFolders(mapping) }
    let overrides = diagnostics.collect { () throws(Diagnostic) in try reasons(mapping) }
    let key = diagnostics.collect { () throws(Diagnostic) in try keyPlace(mapping) }
    let annual = diagnostics.collect { () throws(Diagnostic) in
      try mapping["annual"]?.word(of: "annual", among: ["52 weeks", "365/7 weeks"])
    }
    let outputs = diagnostics.collect { () throws(Diagnostic) in
      try mapping.optionalText("outputs") ?? "out"
    }
    let writesRaw = diagnostics.collect { () throws(Diagnostic) in
      try mapping["raw_rejected_rows"]?.flag(of: "raw_rejected_rows") ?? false
    }
    let entries = diagnostics.collect { () throws(Diagnostic) in
      try mapping.required("sources").entries(of: "sources")
    }
    let sources = (entries ?? []).compactMap { entry in
      diagnostics.collect { () throws(Diagnostic) in
        try SourceSettings(entry: entry, folder: folder).read()
      }
    }
    guard let council, let asAt, let rules, let overrides, let key, let annual, let outputs,
      let writesRaw
    else { return nil }
    return Configuration(
      council: council,
      asAt: asAt,
      rules: rules,
      overrides: overrides,
      pseudonymKey: key,
      weeksPerYear: annual == "365/7 weeks" ? Additions.Fraction(365, 7) : .fiftyTwoWeeks,
      outputs: Files.resolve(outputs, in: folder),
      writesRawRejectedRows: writesRaw,
      sources: sources,
      text: text
    )
  }

  private func ruleFolders(
    _ mapping: MappingReader
  ) throws(Diagnostic) -> [Configuration.RuleFolder] {
    guard mapping["rules"] != nil else { return [.bundled] }
    return try mapping.texts("rules").map {
      $0 == "bundled" ? .bundled : .folder(Files.resolve($0, in: folder))
    }
  }

  private func reasons(_ mapping: MappingReader) throws(Diagnostic) -> [String: String] {
    var reasons: [String: String] = [:]
    for entry in try mapping["overrides"]?.entries(of: "overrides") ?? [] {
      let reason = try entry.value.text(of: "the reason")
      guard reason.contains(where: { !$0.isWhitespace }) else {
        throw entry.value.diagnostic("say why the bundled rule \(entry.key) is replaced")
      }
      reasons[entry.key] = reason
    }
    return reasons
  }

  private func keyPlace(_ mapping: MappingReader) throws(Diagnostic) -> Configuration.KeyPlace? {
    guard let node = mapping["pseudonym_key"] else { return nil }
    let place = try MappingReader(node, as: "pseudonym_key", keys: ["file", "environment"])
    switch (try place.optionalText("file"), try place.optionalText("environment")) {
    case (let file?, nil): return .file(Files.resolve(file, in: folder), node)
    case (nil, let name?): return .environment(name, node)
    default:
      throw node.diagnostic(
        "pseudonym_key must be { file: PATH } or { environment: NAME }",
        hint: "the key itself is a secret and never stands in this file"
      )
    }
  }
}
