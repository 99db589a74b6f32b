internal import Rules
internal import Values

/// What the words of headings mean, as `rules/inspect/headings.yaml` declares it.
struct HeadingWords: Sendable {
  private var canonical: [String: String] = [:]
  private var shortForms: [String: [String]] = [:]
  private var personal: Set<String> = []
  private var common: Set<String> = []
  private var apart: Set<String> = []

  /// Reads the declaration.
  init(_ text: SourceText) throws(Diagnostic) {
    let mapping = try MappingReader(
      try YAMLNode.parse(text),
      as: "the words of headings",
      keys: ["same", "common", "apart", "short_forms", "personal"]
    )
    for group in try mapping["same"]?.items(of: "same") ?? [] {
      let words = try group.items(of: "same").map { item throws(Diagnostic) in
        HeadingWords.singular(try item.text(of: "a word"))
      }
      for word in words { canonical[word] = words[0] }
    }
    for entry in try mapping["short_forms"]?.entries(of: "short_forms") ?? [] {
      shortForms[entry.key] = HeadingWords.split(try entry.value.text(of: "the words"))
    }
    common = Set(try mapping.texts("common").map(HeadingWords.singular))
    apart = Set(try mapping.texts("apart").map(HeadingWords.singular))
    personal = Set(try mapping.texts("personal").map(HeadingWords.singular))
  }

  /// The words of a heading or a name, each as the first of those that mean the same.
  func words(of heading: String) -> Set<String> {
    // A currency without a word is the amount.
    let split = HeadingWords.split(heading)
    let words = (split.isEmpty && heading.contains("£") ? ["amount"] : split)
      .flatMap { shortForms[$0] ?? [$0] }
    return Set(words.map(HeadingWords.singular).map { canonical[$0] ?? misspelt($0) ?? $0 })
  }

  /// What a misspelt word means; nil where it is like none that is declared.
  private func misspelt(_ word: String) -> String? {
    let near = canonical.keys.filter { HeadingWords.isSlip($0, of: word) }
    return nearestName(to: word, among: near).flatMap { canonical[$0] }
  }

  /// Whether a long word differs from another by a slip of one letter or two.
  static func isSlip(_ word: String, of other: String) -> Bool {
    min(word.count, other.count) >= 6 && abs(word.count - other.count) <= 1
      && word.first == other.first && nearestName(to: word, among: [other]) != nil
  }

  /// How much a word says: one that many headings have says little.
  func weight(of word: String) -> Double { common.contains(word) ? HeadingWords.little : 1 }

  /// Whether a heading's words make it something else than what a field is by its words.
  func isApart(_ heading: Set<String>, from field: Set<String>) -> Bool {
    !apart.intersection(heading).isSubset(of: field)
  }

  /// The weight of a word that says little.
  static let little = 0.4

  /// Whether a heading stands over what may say something of a person; where in doubt, it does.
  func isPersonal(_ heading: String) -> Bool {
    let words = HeadingWords.split(heading).map(HeadingWords.singular)
    if !personal.isDisjoint(with: words) { return true }
    // Some systems write headings as one word.
    let glued = words.joined()
    return personal.contains { $0.count >= 5 && glued.contains($0) }
  }

  /// The words of a text in small letters; a capital after a small letter begins a word, too.
  private static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for character in text {
      if !character.isLetter && !character.isNumber || character.isUppercase && wasSmall {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character.isLetter || character.isNumber { word += character.lowercased() }
      wasSmall = character.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words.filter { !["the", "of", "a", "an", "in", "for", "and"].contains($0) }
  }

  private static func singular(_ word: String) -> String {
    word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
  }
}
