/// The shape of a text with nothing of what it says: `Aaaa Aaaa`, `99/99/9999`.
enum Pattern {
  private static let longest = 24

  /// Each letter as `A` or `a`, each digit as `9`, everything else as it is; a long text is cut.
  static func of(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(longest) {
      let properties = scalar.properties
      if properties.isUppercase {
        result += "A"
      } else if properties.isAlphabetic {
        result += "a"
      } else if properties.numericType != nil {
        result += "9"
      } else if properties.isWhitespace || properties.generalCategory == .control {
        result += " "
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.count > longest ? result + "…" : result
  }
}
