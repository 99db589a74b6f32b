/// The start of an element of a small part, with the attributes that are read.
struct XMLElement {
  var name: XMLName
  private var attributes: [(name: XMLName, value: String)] = []

  init(name: XMLName) {
    self.name = name
  }

  subscript(attribute: XMLName) -> String? {
    attributes.first { $0.name == attribute }?.value
  }

  /// Whether an attribute says yes, as XML Schema writes it.
  func isTrue(_ attribute: XMLName) -> Bool {
    self[attribute] == "1" || self[attribute] == "true"
  }

  mutating func append(_ attribute: XMLName, _ value: String) {
    attributes.append((attribute, value))
  }
}

/// What the parts that are read as elements alone consist of.
enum XMLEvent {
  case start(XMLElement)
  case end(XMLName)
}

extension XMLReader {
  /// Opens a part that is small in every real workbook.
  init(_ entry: Archive.Entry, in archive: Archive) throws(SheetsError) {
    self.init(try PartReader(entry, in: archive, maximum: archive.limits.smallPartSize))
  }

  /// The next start or end of an element; nil at the end of the document.
  mutating func nextEvent() throws(SheetsError) -> XMLEvent? {
    while let token = try next() {
      switch token.kind {
      case .start:
        var element = XMLElement(name: token.name)
        while let attribute = nextAttribute() {
          element.append(attribute.name, String(decoding: bytes[attribute.range], as: UTF8.self))
        }
        return .start(element)
      case .end: return .end(token.name)
      case .attribute, .text: break
      }
    }
    return nil
  }
}
