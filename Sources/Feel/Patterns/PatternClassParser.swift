/// What stands after a backslash.
enum PatternEscape {
  /// `\n`, `\.`: one character.
  case scalar(Unicode.Scalar)
  /// `\d`, `\P{Lu}`: the characters of a class.
  case characters([ClosedRange<UInt32>], GeneralCategories)

  /// The escape as an atom.
  func node(of parser: PatternParser) -> PatternNode {
    switch self {
    case .scalar(let scalar): parser.node(of: scalar)
    case .characters(let ranges, let categories): .one(CharacterClass(ranges, categories))
    }
  }
}

extension PatternParser {
  /// Reads an escape that is no back-reference.
  mutating func escape() throws(PatternError) -> PatternEscape {
    skip()
    guard let letter = peek else { throw error("a character must follow this `\\`", back: 1) }
    skip()
    switch letter {
    case "n": return .scalar("\n")
    case "r": return .scalar("\r")
    case "t": return .scalar("\t")
    case "\\", "|", ".", "-", "^", "?", "*", "+", "{", "}", "(", ")", "[", "]", "$":
      return .scalar(letter)
    case "d": return .characters([], .digit)
    case "D": return .characters([], GeneralCategories.digit.complement)
    case "w": return .characters([], .word)
    case "W": return .characters([], GeneralCategories.word.complement)
    case "s": return .characters(NamedClasses.space, [])
    case "S": return .characters(CharacterClass.complement(of: NamedClasses.space), [])
    case "i": return .characters(NamedClasses.nameStart, [])
    case "I": return .characters(CharacterClass.complement(of: NamedClasses.nameStart), [])
    case "c": return .characters(NamedClasses.name, [])
    case "C": return .characters(CharacterClass.complement(of: NamedClasses.name), [])
    case "p": return try property(isNegated: false)
    case "P": return try property(isNegated: true)
    case "0"..."9": throw error("a class cannot refer to a group", back: 2)
    default: throw error("`\\\(letter)` has no meaning in patterns", back: 2)
    }
  }

  /// Reads the braces of `\p{Lu}` and `\p{IsGreek}`.
  private mutating func property(isNegated: Bool) throws(PatternError) -> PatternEscape {
    guard take("{") else { throw error("`\\p` is followed by a name in braces: `\\p{Lu}`") }
    var name = String.UnicodeScalarView()
    while let scalar = peek, scalar != "}" {
      name.append(scalar)
      skip()
    }
    guard take("}") else { throw error("this name has no closing `}`", back: name.count + 1) }
    let text = String(name)
    if text.hasPrefix("Is") {
      guard let block = UnicodeBlocks.range(of: String(text.dropFirst(2))) else {
        throw error("`\(text)` is no block of Unicode", back: name.count + 1)
      }
      return .characters(isNegated ? CharacterClass.complement(of: [block]) : [block], [])
    }
    guard let categories = GeneralCategories(name: text) else {
      throw error(
        "`\(text)` is no category of Unicode, as `Lu`; a block's name starts with `Is`",
        back: name.count + 1
      )
    }
    return .characters([], isNegated ? categories.complement : categories)
  }

  /// Reads `[…]`.
  mutating func characterClass() throws(PatternError) -> CharacterClass {
    skip()
    let isNegated = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    var categories: GeneralCategories = []
    var subtracted: CharacterClass?
    var isFirst = true
    repeat {
      // A range starts and ends with a `-` only where that is escaped.
      let isHyphen = peek == "-"
      switch try classPart(isFirst: isFirst) {
      case .characters(let moreRanges, let moreCategories):
        ranges += moreRanges
        categories.formUnion(moreCategories)
      case .scalar(let first):
        let range = isHyphen ? first.value...first.value : try classRange(from: first)
        ranges.append(range)
        if flags.contains(.ignoresCase) {
          ranges += CaseVariants.of(range).map { $0.value...$0.value }
        }
      }
      isFirst = false
      if peek == "-", peek(1) == "[" {
        skip()
        subtracted = try nested { parser throws(PatternError) in try parser.characterClass() }
        guard peek == "]" else { throw error("a class ends after what it subtracts, with `]`") }
      }
    } while peek != "]"
    skip()
    return CharacterClass(ranges, categories, isNegated: isNegated, subtracting: subtracted)
  }

  /// Reads a member of a class, or the first character of a range.
  private mutating func classPart(isFirst: Bool) throws(PatternError) -> PatternEscape {
    switch peek {
    case nil: throw error("this class has no closing `]`")
    case "\\": return try escape()
    case "[": throw error("write `\\[` for the character; a class is subtracted with `-[…]`")
    case "]": throw error("this class has no character; write `\\]` for the character")
    case "-":
      let isLast = peek(1) == "]" || peek(1) == "-" && peek(2) == "["
      guard isFirst || isLast else {
        throw error("a `-` that is no range stands first or last; write `\\-` for the character")
      }
      skip()
      return .scalar("-")
    case let scalar?:
      skip()
      return .scalar(scalar)
    }
  }

  /// Reads the rest of a range: `-z`, or nothing.
  private mutating func classRange(
    from first: Unicode.Scalar
  ) throws(PatternError) -> ClosedRange<UInt32> {
    let alone = first.value...first.value
    guard peek == "-", let next = peek(1), next != "]", next != "[" else { return alone }
    if next == "-", peek(2) == "[" { return alone }
    skip()
    guard next != "-", case .scalar(let last) = try classPart(isFirst: false) else {
      throw error("a range ends with one character; write `\\-` for the character `-`")
    }
    guard first <= last else {
      throw error("this range is empty: `\(first)` comes after `\(last)`", back: 1)
    }
    return first.value...last.value
  }
}
