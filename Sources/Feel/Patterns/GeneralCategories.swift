/// A set of Unicode's general categories, which patterns name as `\p{Lu}` or, those of one letter together, `\p{L}`.
struct GeneralCategories: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

  /// Those of a name that XML Schema knows (part 2, appendix F.1.1); it leaves out surrogates, which no text has.
  init?(name: String) {
    let names = Self.names.indices.filter { index in
      name.utf8.count == 1 ? Self.names[index].hasPrefix(name) : Self.names[index] == name
    }
    guard !names.isEmpty else { return nil }
    rawValue = names.reduce(0) { $0 | 1 << $1 }
  }

  init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Every category that is not of these.
  var complement: Self { Self(rawValue: ~rawValue) }

  /// `\d`: the digits of all scripts.
  static let digit: Self = [.init(.decimalNumber)]
  /// `\w`: all but punctuation, separators and what is no character of a text.
  static let word = Self(
    ["P", "Z", "C"].compactMap(Self.init(name:))
  ).complement

  /// The names, in the order of the bits.
  private static let names = [
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi",
    "Pf", "Po", "Zs", "Zl", "Zp", "Sm", "Sc", "Sk", "So", "Cc", "Cf", "Co", "Cn",
  ]

  /// The set of one category.
  init(_ category: Unicode.GeneralCategory) {
    let bit: UInt32? =
      switch category {
      case .uppercaseLetter: 0
      case .lowercaseLetter: 1
      case .titlecaseLetter: 2
      case .modifierLetter: 3
      case .otherLetter: 4
      case .nonspacingMark: 5
      case .spacingMark: 6
      case .enclosingMark: 7
      case .decimalNumber: 8
      case .letterNumber: 9
      case .otherNumber: 10
      case .connectorPunctuation: 11
      case .dashPunctuation: 12
      case .openPunctuation: 13
      case .closePunctuation: 14
      case .initialPunctuation: 15
      case .finalPunctuation: 16
      case .otherPunctuation: 17
      case .spaceSeparator: 18
      case .lineSeparator: 19
      case .paragraphSeparator: 20
      case .mathSymbol: 21
      case .currencySymbol: 22
      case .modifierSymbol: 23
      case .otherSymbol: 24
      case .control: 25
      case .format: 26
      case .privateUse: 27
      case .unassigned: 28
      case .surrogate: nil
      @unknown default: nil
      }
    rawValue = bit.map { 1 << $0 } ?? 0
  }
}
