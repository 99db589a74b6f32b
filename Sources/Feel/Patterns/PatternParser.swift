/// Reads the text of a pattern.
///
/// The grammar is that of XML Schema part 2, appendix F, with the additions of XPath and XQuery Functions and
/// Operators 3.1, section 5.6.1. What other dialects have beyond it is an error, so that no pattern silently means
/// something else here than elsewhere.
struct PatternParser {
  /// How long a pattern may be, in characters.
  static let maximumLength = 10_000
  /// How deep groups and subtracted classes may be nested.
  static let maximumDepth = 100
  /// What stands for no limit in `{2,}`; no text is this long, so a larger number means the same.
  static let unlimited = Int(Int32.max)

  let flags: PatternFlags
  private let scalars: [Unicode.Scalar]
  /// Where each character stands in the pattern as it was given, which flag `x` may shorten.
  private let positions: [Int]
  private var index = 0
  private var depth = 0
  private(set) var groupCount = 0
  private var closedGroups: Set<Int> = []

  private init(_ text: String, flags: PatternFlags) throws(PatternError) {
    let all = Array(text.unicodeScalars)
    guard all.count <= Self.maximumLength else {
      throw .syntax(
        "a pattern has at most \(Self.maximumLength) characters",
        position: Self.maximumLength
      )
    }
    self.flags = flags
    positions =
      flags.contains(.removesSpace) && !flags.contains(.literal)
      ? Self.positionsWithoutSpace(all) : Array(all.indices)
    scalars = positions.map { all[$0] }
  }

  /// The pattern that a text writes, and how many capturing groups it has.
  static func parse(
    _ text: String,
    flags: PatternFlags
  ) throws(PatternError) -> (node: PatternNode, groupCount: Int) {
    var parser = try PatternParser(text, flags: flags)
    if flags.contains(.literal) {
      return (.sequence(parser.scalars.map(parser.node(of:))), 0)
    }
    let node = try parser.alternation()
    guard parser.peek == nil else { throw parser.error("this `)` closes no group") }
    return (node, parser.groupCount)
  }

  /// Where the characters are that flag `x` leaves: all but white space outside of classes.
  private static func positionsWithoutSpace(_ scalars: [Unicode.Scalar]) -> [Int] {
    var positions: [Int] = []
    var classDepth = 0
    var isEscaped = false
    for (position, scalar) in scalars.enumerated() {
      if classDepth == 0, NamedClasses.space.contains(where: { $0.contains(scalar.value) }) {
        continue
      }
      positions.append(position)
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "[" {
        classDepth += 1
      } else if scalar == "]" {
        classDepth = max(0, classDepth - 1)
      }
    }
    return positions
  }
}

// MARK: - The text

extension PatternParser {
  /// The next character.
  var peek: Unicode.Scalar? { peek(0) }

  /// A character further on.
  func peek(_ offset: Int) -> Unicode.Scalar? {
    index + offset < scalars.count ? scalars[index + offset] : nil
  }

  /// Passes over some characters.
  mutating func skip(_ count: Int = 1) {
    index += count
  }

  /// Passes over a character if it is the next.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    index += 1
    return true
  }

  /// An error at the next character, or at one before it.
  func error(_ message: String, back offset: Int = 0) -> PatternError {
    let place = index - offset
    let end = (positions.last ?? -1) + 1
    return .syntax(message, position: place < positions.count ? positions[place] : end)
  }

  /// Reads what may be nested in itself.
  mutating func nested<Part>(
    _ read: (inout PatternParser) throws(PatternError) -> Part
  ) throws(PatternError) -> Part {
    guard depth < Self.maximumDepth else {
      throw error("groups and classes are nested at most \(Self.maximumDepth) deep")
    }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }
}

// MARK: - The grammar

extension PatternParser {
  private mutating func alternation() throws(PatternError) -> PatternNode {
    var branches = [try branch()]
    while take("|") { branches.append(try branch()) }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func branch() throws(PatternError) -> PatternNode {
    var parts: [PatternNode] = []
    while let next = peek, next != "|", next != ")" { parts.append(try piece()) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func piece() throws(PatternError) -> PatternNode {
    let atom = try atom()
    let (minimum, maximum): (Int, Int)
    switch peek {
    case "?": (minimum, maximum) = (0, 1)
    case "*": (minimum, maximum) = (0, Self.unlimited)
    case "+": (minimum, maximum) = (1, Self.unlimited)
    case "{": (minimum, maximum) = try quantity()
    default: return atom
    }
    skip()
    let isReluctant = take("?")
    return .repetition(atom, minimum: minimum, maximum: maximum, isReluctant: isReluctant)
  }

  /// Reads `{2}`, `{2,}` or `{2,5}` up to its closing brace.
  private mutating func quantity() throws(PatternError) -> (Int, Int) {
    let start = index
    skip()
    guard let minimum = number() else {
      throw error("`{` is followed by how often: `{2}`, `{2,}` or `{2,5}`")
    }
    var maximum = minimum
    if take(",") { maximum = number() ?? Self.unlimited }
    guard peek == "}" else {
      throw error("this repetition has no closing `}`", back: index - start)
    }
    guard minimum <= maximum else {
      throw error("the smaller number comes first: `{2,5}`", back: index - start)
    }
    return (minimum, maximum)
  }

  private mutating func number() -> Int? {
    var number: Int?
    while let digit = peek.flatMap(Self.digit) {
      number = min((number ?? 0) * 10 + digit, Self.unlimited)
      skip()
    }
    return number
  }

  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    ("0"..."9").contains(scalar) ? Int(scalar.value - 0x30) : nil
  }

  private mutating func atom() throws(PatternError) -> PatternNode {
    guard let scalar = peek else { throw error("the pattern ends too early") }
    switch scalar {
    case "(": return try nested { parser throws(PatternError) in try parser.group() }
    case "[": return .one(try characterClass())
    case "\\":
      if let reference = try reference() { return .reference(reference) }
      return try escape().node(of: self)
    case "?", "*", "+", "{":
      throw error("`\(scalar)` stands after what it repeats; write `\\\(scalar)` for the character")
    case "}", "]":
      throw error("this `\(scalar)` closes nothing; write `\\\(scalar)` for the character")
    default: break
    }
    skip()
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".":
      return .one(
        CharacterClass(flags.contains(.dotMatchesAll) ? [] : NamedClasses.lineEnds, isNegated: true)
      )
    default: return node(of: scalar)
    }
  }

  private mutating func group() throws(PatternError) -> PatternNode {
    let start = index
    skip()
    var number: Int?
    if take("?") {
      guard take(":") else {
        throw error("`(?` is followed by `:`, for a group that captures nothing")
      }
    } else {
      groupCount += 1
      number = groupCount
    }
    let content = try alternation()
    guard take(")") else { throw error("this group has no closing `)`", back: index - start) }
    guard let number else { return content }
    closedGroups.insert(number)
    return .group(number, content)
  }

  /// Reads `\1` and so on; a digit that would name a group that there is not stands for itself, unless it is the first.
  private mutating func reference() throws(PatternError) -> Int? {
    guard var number = peek(1).flatMap(Self.digit) else { return nil }
    guard number > 0 else { throw error("groups are numbered from 1: `\\1`") }
    let start = index
    skip(2)
    while let digit = peek.flatMap(Self.digit), number * 10 + digit <= groupCount {
      number = number * 10 + digit
      skip()
    }
    guard closedGroups.contains(number) else {
      throw error("there is no group \(number) that ends before this", back: index - start)
    }
    return number
  }

  /// A character that stands for itself, and for its variants where case is ignored.
  func node(of scalar: Unicode.Scalar) -> PatternNode {
    guard flags.contains(.ignoresCase) else { return .scalar(scalar) }
    let variants = CaseVariants.of(scalar)
    return variants.isEmpty
      ? .scalar(scalar) : .one(CharacterClass((variants + [scalar]).map { $0.value...$0.value }))
  }
}
