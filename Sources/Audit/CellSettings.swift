internal import Extracts
internal import Rules

extension SourceSettings {
  /// The byte that stands between cells.
  func delimiter(_ node: YAMLNode, in encoding: TextEncoding) throws(Diagnostic) -> UInt8 {
    let text = try node.text(of: "delimiter")
    if text == "tab" || text == "\\t" { return UInt8(ascii: "\t") }
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1,
      let byte = encoding.singleByte(scalar), ![10, 13, 34].contains(byte)
    else {
      throw node.diagnostic(
        "delimiter must be one ASCII character, the word tab, or a few signs that are no letters",
        hint: "such as '|', '||' or ¬; quotes and line ends cannot stand between cells"
      )
    }
    return byte
  }

  /// The signs that stand between cells, where they take several bytes; nil where one byte does.
  func longDelimiter(
    _ node: YAMLNode,
    in encoding: TextEncoding
  ) throws(Diagnostic) -> LongDelimiter? {
    LongDelimiter(try node.text(of: "delimiter"), in: encoding)
  }
}
