internal import Values

/// Collects what is wrong with a set of files, so that all of it is told in one go.
public struct Diagnostics: Sendable {
  /// What was found so far.
  public private(set) var all: [Diagnostic] = []

  /// Creates an empty collection.
  public init() {}

  /// Notes an error.
  public mutating func add(_ diagnostic: Diagnostic) { all.append(diagnostic) }

  /// Notes errors that were found apart.
  mutating func add(_ found: Diagnostics) { all += found.all }

  /// Runs a step that may fail; its error is noted and nil returned.
  public mutating func collect<Result>(
    _ step: () throws(Diagnostic) -> Result
  ) -> Result? {
    do {
      return try step()
    } catch {
      add(error)
      return nil
    }
  }

  /// Throws what was found, if anything.
  public func check() throws(DefinitionErrors) {
    if !all.isEmpty { throw DefinitionErrors(all) }
  }
}

/// Reads the entries of a YAML mapping; keys that were not asked for are errors.
public struct MappingReader: Sendable {
  /// The mapping.
  public let node: YAMLNode
  /// Its entries, in the order written.
  public let entries: [YAMLNode.Entry]

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - node: The mapping.
  ///   - what: What the mapping is, for errors: "a rule".
  ///   - keys: The keys it may have.
  /// - Throws: A diagnostic at the first key that it may not have, with the nearest that it may.
  public init(_ node: YAMLNode, as what: String, keys: [String]) throws(Diagnostic) {
    self.node = node
    entries = try node.entries(of: what)
    for entry in entries where !keys.contains(entry.key) {
      throw entry.keyNode.diagnostic(
        "\(what) has no key \"\(entry.key)\"",
        hint: nearestName(to: entry.key, among: keys).map { "did you mean \"\($0)\"?" }
          ?? "it may have: \(keys.joined(separator: ", "))"
      )
    }
  }

  /// The value of a key, or nil.
  public subscript(key: String) -> YAMLNode? {
    entries.first { $0.key == key }?.value
  }

  /// The value of a key that must be there.
  public func required(_ key: String) throws(Diagnostic) -> YAMLNode {
    guard let value = self[key] else { throw node.diagnostic("the key \"\(key)\" is missing") }
    return value
  }

  /// The text of a key that must be there.
  public func text(_ key: String) throws(Diagnostic) -> String {
    try required(key).text(of: key)
  }

  /// The text of a key, or nil.
  public func optionalText(_ key: String) throws(Diagnostic) -> String? {
    guard let value = self[key] else { return nil }
    return try value.text(of: key)
  }

  /// The texts of a key's list; empty where the key is missing.
  public func texts(_ key: String) throws(Diagnostic) -> [String] {
    guard let value = self[key] else { return [] }
    var result: [String] = []
    for item in try value.items(of: key) { result.append(try item.text(of: key)) }
    return result
  }
}

extension YAMLNode {
  /// The text of a scalar, trimmed of the newline that a block leaves.
  public func text(of what: String) throws(Diagnostic) -> String {
    guard case .scalar(let text, let style) = content else {
      throw diagnostic("\(what) must be text")
    }
    guard style == .block else { return text }
    return String(text.reversed().drop { $0 == "\n" }.reversed())
  }

  /// One of a few words.
  public func word(of what: String, among words: [String]) throws(Diagnostic) -> String {
    let text = try text(of: what)
    guard words.contains(text) else {
      throw diagnostic(
        "\(what) is \"\(text)\"; it must be one of: \(words.joined(separator: ", "))",
        hint: nearestName(to: text, among: words).map { "did you mean \"\($0)\"?" }
      )
    }
    return text
  }

  /// The items of a list.
  public func items(of what: String) throws(Diagnostic) -> [YAMLNode] {
    guard case .sequence(let items) = content else {
      throw diagnostic("\(what) must be a list", hint: "write [a, b], or a line \"- a\" for each")
    }
    return items
  }

  /// The entries of a mapping.
  public func entries(of what: String) throws(Diagnostic) -> [Entry] {
    guard case .mapping(let entries) = content else {
      throw diagnostic("\(what) must be a mapping of keys to values")
    }
    return entries
  }

  /// Whether the scalar is `true` or `false`.
  public func flag(of what: String) throws(Diagnostic) -> Bool {
    try word(of: what, among: ["true", "false"]) == "true"
  }

  /// A whole number.
  public func integer(of what: String) throws(Diagnostic) -> Int {
    let text = try text(of: what)
    guard let number = Int(text) else { throw diagnostic("\(what) must be a whole number") }
    return number
  }
}
