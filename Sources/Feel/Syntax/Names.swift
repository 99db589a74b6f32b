/// The names that can stand at a place of an expression, each a sequence of tokens (DMN 1.5, 10.3.1.4).
///
/// A name may have spaces and operators in it (`Profit and loss`, `a-b`): only the scope tells it from an
/// expression, and the longest name that matches wins (10.3.1.6).
struct Names {
  /// The names by their first token.
  private var byFirst: [String: Set<[String]>] = [:]
  /// The most tokens that a name has.
  private var longest = 1

  mutating func insert(_ tokens: [String]) {
    guard let first = tokens.first else { return }
    byFirst[first, default: []].insert(tokens)
    longest = max(longest, tokens.count)
  }

  /// Adds a name as a host writes it; what cannot be read as tokens is no name.
  mutating func insert(_ name: String) {
    guard let tokens = try? Lexer.tokens(of: name) else { return }
    insert(tokens.dropLast().map(\.text))
  }

  mutating func formUnion(_ other: Names) {
    byFirst.merge(other.byFirst) { $0.union($1) }
    longest = max(longest, other.longest)
  }

  /// How many tokens the longest name has that begins here; 0 when none does.
  func match(_ tokens: ArraySlice<Token>) -> Int {
    guard let first = tokens.first, let candidates = byFirst[first.text] else { return 0 }
    for count in stride(from: min(longest, tokens.count), through: 1, by: -1)
    where candidates.contains(tokens.prefix(count).map(\.text)) {
      return count
    }
    return 0
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
  /// The names of the entries that values of a type have, however deep.
  mutating func insertEntries(of type: FeelType) {
    switch type {
    case .context(let context):
      for entry in context.entries {
        insert(entry.name)
        insertEntries(of: entry.type)
      }
    case .list(let item), .range(let item), .nullable(let item): insertEntries(of: item)
    case .function(_, let result): insertEntries(of: result)
    default: break
    }
  }
}
