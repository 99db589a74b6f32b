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
}
