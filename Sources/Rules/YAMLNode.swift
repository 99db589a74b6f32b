internal import Yams

/// A file's text with its lines, for errors that show them.
public struct SourceText: Hashable, Sendable {
  /// The file as errors name it.
  public let name: String
  /// The whole text.
  public let text: String

  /// Creates a source.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// The lines, without what ends them.
  public var lines: [String] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(Substring($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0))
    }
  }

  /// An error about the file as a whole.
  public func diagnostic(_ message: String, hint: String? = nil) -> Diagnostic {
    diagnostic(line: 0, column: 0, length: 0, message, hint: hint)
  }

  /// An error at some characters of a line; line and column count from 1.
  public func diagnostic(
    line: Int,
    column: Int,
    length: Int,
    _ message: String,
    hint: String? = nil
  ) -> Diagnostic {
    let shown = line > 0 ? lines.dropFirst(line - 1).first ?? "" : ""
    return Diagnostic(
      file: name,
      line: line,
      column: column,
      sourceLine: shown,
      length: length,
      message: message,
      hint: hint
    )
  }
}

/// A node of a YAML file that knows where it stands.
///
/// All scalars are text: `no`, `1.10` and dates stay as written.
public struct YAMLNode: Sendable {
  /// How a scalar was written.
  public enum Style: Sendable {
    case plain
    case singleQuoted
    case doubleQuoted
    case block
  }

  /// What a node holds.
  public enum Content: Sendable {
    case scalar(String, Style)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  /// A key and its value.
  public struct Entry: Sendable {
    /// The key.
    public var key: String
    /// Where the key stands.
    public var keyNode: YAMLNode
    /// The value.
    public var value: YAMLNode
  }

  /// What it holds.
  public let content: Content
  /// The file.
  public let source: SourceText
  /// The 1-based line.
  public let line: Int
  /// The 1-based column.
  public let column: Int

  /// Parses a file.
  ///
  /// - Throws: A diagnostic where the text is not YAML, is empty, repeats a key or uses an alias.
  public static func parse(_ source: SourceText) throws(Diagnostic) -> YAMLNode {
    let root: Node?
    do {
      root = try Parser(yaml: source.text, resolver: .basic).singleRoot()
    } catch let error as YamlError {
      throw diagnostic(error, source)
    } catch {
      throw source.diagnostic("this is not YAML: \(error)")
    }
    guard let root else { throw source.diagnostic("the file is empty") }
    return try YAMLNode(root, source)
  }

  private init(_ node: Node, _ source: SourceText) throws(Diagnostic) {
    self.source = source
    line = node.mark?.line ?? 1
    column = node.mark?.column ?? 1
    switch node {
    case .scalar(let scalar):
      let style: Style =
        switch scalar.style {
        case .doubleQuoted: .doubleQuoted
        case .singleQuoted: .singleQuoted
        case .literal, .folded: .block
        default: .plain
        }
      content = .scalar(scalar.string, style)
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence { items.append(try YAMLNode(item, source)) }
      content = .sequence(items)
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, value) in mapping {
        let keyNode = try YAMLNode(key, source)
        guard case .scalar(let name, _) = keyNode.content else {
          throw keyNode.diagnostic("a key must be text")
        }
        if entries.contains(where: { $0.key == name }) {
          throw keyNode.diagnostic("the key \"\(name)\" is given twice")
        }
        entries.append(Entry(key: name, keyNode: keyNode, value: try YAMLNode(value, source)))
      }
      content = .mapping(entries)
    case .alias:
      throw source.diagnostic(
        line: line,
        column: column,
        length: 1,
        "aliases are not used in these files"
      )
    }
  }

  private static func diagnostic(_ error: YamlError, _ source: SourceText) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      source.diagnostic(
        line: mark.line,
        column: mark.column,
        length: 1,
        "this is not YAML: \(problem)",
        hint:
          "text that holds \": \" or \" #\", or starts with one of []{}&*!|>'\"%@`, wants single quotes"
      )
    case .duplicatedKeysInMapping(_, let context):
      source.diagnostic(
        line: context.mark.line,
        column: context.mark.column,
        length: 1,
        "a key is given twice in one mapping"
      )
    default:
      source.diagnostic("this is not YAML: \(error)")
    }
  }

  /// An error at this node.
  public func diagnostic(_ message: String, hint: String? = nil) -> Diagnostic {
    var length = 1
    if case .scalar(let text, let style) = content, style != .block {
      length = text.count + (style == .plain ? 0 : 2)
      if text.contains("\n") { length = 1 }
    }
    return source.diagnostic(line: line, column: column, length: length, message, hint: hint)
  }

  /// An error at some bytes of this scalar's text, as FEEL counts them.
  ///
  /// Folding and quoting change white space and quotes only, so the place is found by counting the other bytes.
  public func diagnostic(
    inText lower: Int,
    _ upper: Int,
    _ message: String,
    hint: String?
  ) -> Diagnostic {
    guard case .scalar(let text, let style) = content else {
      return diagnostic(message, hint: hint)
    }
    let bytes = Array(text.utf8)
    let wanted = bytes.prefix(min(lower, bytes.count)).count { !isSpace($0) }
    var row = line - 1
    var offset = column - 1
    if style == .block {
      row += 1
      offset = 0
    } else if style != .plain {
      offset += 1
    }
    var seen = 0
    let lines = source.lines
    while row < lines.count {
      let characters = Array(lines[row])
      while offset < characters.count {
        let character = characters[offset]
        if character != " " && character != "\t" {
          if seen >= wanted {
            return source.diagnostic(
              line: row + 1,
              column: offset + 1,
              length: max(1, upper - lower),
              message,
              hint: hint
            )
          }
          seen += String(character).utf8.count
          if style == .singleQuoted, character == "'", offset + 1 < characters.count,
            characters[offset + 1] == "'"
          {
            offset += 1
          }
        }
        offset += 1
      }
      row += 1
      offset = 0
    }
    return diagnostic(message, hint: hint)
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}
