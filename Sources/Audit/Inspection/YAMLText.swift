/// Scalars of YAML.
enum YAMLText {
  /// A text as a scalar: plain where that is safe, in single quotes otherwise.
  static func scalar(_ text: String, quoted: Bool = false) -> String {
    let isPlain =
      text.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || " _-./()+&£".unicodeScalars.contains(scalar)
      } && text.first?.isLetter == true && text.last != " "
      && !["all", "null", "true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
    return isPlain && !quoted
      ? text
      : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        + "'"
  }

  /// Whether a text can stand on a line of YAML, which shows every character.
  static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
        scalar.properties.generalCategory != .format
          && scalar.properties.generalCategory != .lineSeparator
          && scalar.properties.generalCategory != .paragraphSeparator
      default: false
      }
    }
  }
}
