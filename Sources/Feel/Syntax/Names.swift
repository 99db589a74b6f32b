/// The names that can stand at a place of an expression, each a sequence of tokens (DMN 1.5, 10.3.1.4).
///
/// A name may have spaces and operators in it (`Profit and loss`, `a-b`): only the scope tells it from an
/// expression, and the longest name that matches wins (10.3.1.6).
struct Names {
  /// The names by their first token, in the order they came.
  private var byFirst: [String: [[String]]] = [:]
  /// The first tokens of all names, in the order they came.
  private var firsts: [String] = []

  /// The most tokens that a name has; the key of an entry may be longer, but cannot be mentioned.
  static let maximumLength = 64

  /// How many names there are.
  var count: Int { firsts.count }

  mutating func insert(_ tokens: [String]) {
    guard let first = tokens.first, tokens.count <= Names.maximumLength else { return }
    byFirst[first, default: []].append(tokens)
    firsts.append(first)
  }

  /// Adds a name as a host writes it; what cannot be read as tokens is no name.
  mutating func insert(_ name: String) {
    guard let tokens = try? Lexer.tokens(of: name) else { return }
    insert(tokens.dropLast().map(\.text))
  }

  /// Adds a name as a host writes it, unless it is a word that is read as a name without being known.
  mutating func insertUnlessPlain(_ name: String) {
    if !Names.isPlain(name) { insert(name) }
  }

  /// Whether a name is one word of letters, digits and `_` that means nothing else.
  private static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    let isWord = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
        || $0 == UInt8(ascii: "_")
    }
    return isWord && !Token.keywords.contains(name)
  }

  /// Takes the names away that came last, so that so many are left.
  mutating func leave(_ count: Int) {
    while firsts.count > count { byFirst[firsts.removeLast()]?.removeLast() }
  }

  /// How many tokens the longest name has that begins here; 0 when none does.
  func match(_ tokens: ArraySlice<Token>) -> Int {
    guard let first = tokens.first, let candidates = byFirst[first.text] else { return 0 }
    return candidates.reduce(0) { longest, name in
      guard name.count > longest, name.count <= tokens.count else { return longest }
      return zip(name, tokens).allSatisfy { $0 == $1.text } ? name.count : longest
    }
  }

  /// The name that tokens write: words one space apart, operators without.
  static func text(_ tokens: some Sequence<Token>) -> String {
    var text = ""
    var isAfterWord = false
    for token in tokens {
      let isWord = token.isWord
      if isWord, isAfterWord { text += " " }
      text += token.text
      isAfterWord = isWord
    }
    return text
  }

  /// A name as a host writes it, in the form that `text` gives.
  static func canonical(_ name: String) -> String {
    guard let tokens = try? Lexer.tokens(of: name), tokens.count > 2 else { return name }
    return text(tokens.dropLast())
  }
}

extension Names {
  /// The names of the entries that values of a type have, however deep, that must be known to be read.
  mutating func insertEntries(of type: FeelType) {
    switch type {
    case .context(let context):
      for entry in context.entries {
        insertUnlessPlain(entry.name)
        insertEntries(of: entry.type)
      }
    case .list(let item), .range(let item), .nullable(let item): insertEntries(of: item)
    case .function(_, let result): insertEntries(of: result)
    default: break
    }
  }
}
