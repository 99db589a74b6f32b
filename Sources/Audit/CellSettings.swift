internal import Extracts
internal import Rules

extension SourceSettings {
  func delimiter(_ node: YAMLNode) throws(Diagnostic) -> UInt8 {
    let text = try node.text(of: "delimiter")
    if text == "tab" || text == "\\t" { return UInt8(ascii: "\t") }
    guard let byte = text.utf8.first, text.utf8.count == 1, ![10, 13, 34].contains(byte) else {
      throw node.diagnostic("delimiter must be one ASCII character, or the word tab")
    }
    return byte
  }

  func dates(_ node: YAMLNode) throws(Diagnostic) -> DateFormat {
    let text = try node.text(of: "dates")
    guard let format = DateFormat(text) else {
      throw node.diagnostic(
        "\"\(text)\" does not say how dates are written",
        hint:
          "write one day (d, dd), month (m, mm, Mon, Month) and year (yy, yyyy), as in dd/mm/yyyy"
      )
    }
    return format
  }

  func numbers(_ node: YAMLNode) throws(Diagnostic) -> NumberFormat {
    let mapping = try MappingReader(
      node,
      as: "numbers",
      keys: ["thousands", "currency", "negatives"]
    )
    var format = NumberFormat()
    if let node = mapping["thousands"] {
      let text = try node.text(of: "thousands")
      guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80, byte != 0x2E else {
        throw node.diagnostic("thousands must be one ASCII character other than the point")
      }
      format.thousands = byte
    }
    format.currency = try mapping.optionalText("currency") ?? ""
    for item in try mapping["negatives"]?.items(of: "negatives") ?? [] {
      let way = try item.word(of: "negatives", among: ["parentheses", "trailing minus"])
      if way == "parentheses" {
        format.acceptsParentheses = true
      } else {
        format.acceptsTrailingMinus = true
      }
    }
    return format
  }
}
