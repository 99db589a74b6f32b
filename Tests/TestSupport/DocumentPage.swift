/// A page of the documentation, for the tests that run its examples and hold its tables against the code.
public struct DocumentPage: Sendable {
  /// The file's name.
  public let name: String
  /// Its lines.
  public let lines: [String]

  /// Reads a page; nil where there is none of the name.
  public init?(_ name: String) {
    guard let text = ProjectFiles.text(ProjectFiles.root + "/docs/" + name) else { return nil }
    self.name = name
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Lines between fences, without them.
  public struct Block: Sendable, CustomStringConvertible {
    /// Where its first line stands: `feel.md:12`.
    public let place: String
    /// Its lines, each with its place.
    public var lines: [(place: String, text: String)]
    /// Its lines, as they stand.
    public var text: String { lines.map(\.text).joined(separator: "\n") }
    /// Its place.
    public var description: String { place }
  }

  /// The fenced blocks of a language, in order.
  public func blocks(_ language: String) -> [Block] {
    var blocks: [Block] = []
    var open: (language: String, block: Block)?
    for (index, line) in lines.enumerated() {
      guard line.hasPrefix("```") else {
        open?.block.lines.append(("\(name):\(index + 1)", line))
        continue
      }
      if let (found, block) = open, found == language { blocks.append(block) }
      open =
        open == nil
        ? (String(line.dropFirst(3)), Block(place: "\(name):\(index + 2)", lines: [])) : nil
    }
    return blocks
  }

  /// An expression, and after `//` what it gives.
  public struct Example: Sendable, CustomStringConvertible {
    /// Where it stands: `feel.md:12`.
    public let place: String
    /// The expression.
    public let expression: String
    /// What the page says that it gives; empty where it says nothing.
    public let result: String
    /// Its place and expression.
    public var description: String { "\(place): \(expression)" }

    /// Reads a line; the comment is the last.
    public init(_ text: String, place: String) {
      let parts = text.split(separator: "//", omittingEmptySubsequences: false)
      self.place = place
      expression = parts.count < 2 ? text : parts.dropLast().joined(separator: "//").trimmed
      result = parts.count < 2 ? "" : String(parts[parts.count - 1]).trimmed
    }
  }

  /// The examples in the fenced blocks of a language, one a line.
  public func examples(_ language: String) -> [Example] {
    blocks(language).flatMap(\.lines).filter { !$0.text.isEmpty }
      .map { Example($0.text, place: $0.place) }
  }

  /// What the first columns of tables have in backquotes, with the headings that the tables stand under.
  public var terms: [(heading: String, term: String)] {
    var heading = ""
    var terms: [(String, String)] = []
    for line in lines {
      if line.hasPrefix("#") {
        heading = String(line.drop { $0 == "#" }).trimmed
      } else if line.hasPrefix("| `") {
        let column = line.dropFirst(2).split(separator: " | ", maxSplits: 1)[0]
        let parts = column.split(separator: "`", omittingEmptySubsequences: false)
        terms += stride(from: 1, to: parts.count, by: 2).map { (heading, String(parts[$0])) }
      }
    }
    return terms
  }
}

extension String {
  /// The text without the spaces around it.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
