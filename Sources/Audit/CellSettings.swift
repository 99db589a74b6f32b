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
        "delimiter must be one ASCII character, or the word tab",
        hint: "in a file of Windows-1252 it may be a sign such as ¬, too"
      )
    }
    return byte
  }
}
