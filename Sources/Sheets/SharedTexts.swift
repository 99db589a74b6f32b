/// The texts that cells refer to by number (ECMA-376 part 1, 18.4.9), all held in memory.
struct SharedTexts: Sendable {
  private var texts: [String] = []

  /// A workbook whose texts are in its cells.
  init() {}

  init(_ entry: Archive.Entry, in archive: Archive) throws(SheetsError) {
    let limits = archive.limits
    var xml = XMLReader(try PartReader(entry, in: archive, maximum: limits.partSize))
    var bytes: [UInt8] = []
    var size = 0
    while let token = try xml.next() {
      guard token.kind == .start, token.name == .si else { continue }
      try xml.readText(into: &bytes)
      size += bytes.count
      guard size <= limits.sharedTextSize, texts.count < limits.sharedTexts else {
        throw xml.tooLarge(
          "holds more than \(limits.sharedTexts) texts or \(limits.sharedTextSize) bytes of them"
        )
      }
      texts.append(EscapedText.decode(bytes.span))
    }
  }

  /// A text by its number; nil where there is none.
  subscript(index: Int) -> String? {
    index < texts.count ? texts[index] : nil
  }
}

extension XMLReader {
  /// Replaces the bytes with the text of the element that has just started: all its `t`, but for phonetic hints.
  ///
  /// Spaces at a text's ends are kept whether or not the file asks for it: they are in the file. Other elements are
  /// refused where the text may not nest.
  mutating func readText(into bytes: inout [UInt8], mayNest: Bool = true) throws(SheetsError) {
    bytes.removeAll(keepingCapacity: true)
    var depth = 1
    while depth > 0 {
      let token = try expectNext()
      switch token.kind {
      case .start where !mayNest: throw damage("the value of a cell holds other elements")
      case .start where token.name == .rPh: try skipElement()
      case .start: depth += 1
      case .end: depth -= 1
      case .text:
        bytes.append(contentsOf: self.bytes[token.range])
        guard bytes.count <= limits.textSize else {
          throw tooLarge("has a text of more than \(limits.textSize) bytes")
        }
      case .attribute: break
      }
    }
  }
}
