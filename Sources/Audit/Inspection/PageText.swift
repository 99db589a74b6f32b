/// Words and figures as lines of a page show them.
enum PageText {
  /// The most characters of a line.
  static let width = 100

  /// A text as lines that are no longer than the page is wide; those after the first are indented further.
  static func wrapped(_ text: String, indent: String, hanging: Int = 2) -> [String] {
    var lines: [String] = []
    var line = indent
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent + String(repeating: " ", count: hanging)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }

  /// A fact with its name before it, and further lines under the fact.
  static func fact(_ name: String, _ text: String) -> [String] {
    let start = "  " + name + String(repeating: " ", count: max(1, factWidth - name.count))
    let rest = wrapped(text, indent: String(repeating: " ", count: start.count), hanging: 0)
    return [start + rest[0].dropFirst(start.count)] + rest.dropFirst()
  }

  private static let factWidth = 10

  /// A share of rows; 100 % is said where every row is meant, and 0 % where none is.
  static func share(_ part: Int, of whole: Int) -> String {
    if part == 0 { return "0 %" }
    if part == whole { return "100 %" }
    let perMille = min(999, max(1, part * 1000 / max(whole, 1)))
    return "\(perMille / 10).\(perMille % 10) %"
  }
}

extension String {
  /// The text, or its beginning and `…` where it is longer.
  func cut(to length: Int) -> String {
    count <= length ? self : prefix(max(length - 1, 0)) + "…"
  }

  /// The text without spaces at its end.
  var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The text on one line, with a mark for each character that shows nothing or moves the cursor.
  var shown: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
            .privateUse:
            "\u{FFFD}"
          default: scalar
          }
        }
      )
    )
  }
}
