/// Reads a part of a workbook as XML, token by token; what comes next is unpacked and parsed meanwhile.
///
/// No entity and no document type is accepted: what refers to anything outside the part, or grows when it is read, is
/// refused. Elements are known by namespace and name, whatever their prefix.
struct XMLReader: ~Copyable {
  /// How large things may be.
  let limits: Limits
  private let part: PartName
  private let pages: ReadAhead<XMLPage>
  private var page = XMLPage()
  private var position = 0

  init(_ part: sending PartReader) {
    limits = part.archive.limits
    self.part = part.name
    let parser = XMLParser(part)
    pages = ReadAhead(XMLPage()) { page throws(SheetsError) in try parser.parse(into: &page) }
  }

  /// The values and texts of the tokens since the last page began.
  var bytes: [UInt8] { page.bytes }

  /// The next token; nil at the end of the document, all of which has then been verified.
  mutating func next() throws(SheetsError) -> XMLToken? {
    while position == page.tokens.count {
      if page.isLast { return nil }
      try pages.advance(&page)
      position = 0
    }
    defer { position &+= 1 }
    return page.tokens[position]
  }

  /// The next token of an element that has not ended.
  mutating func expectNext() throws(SheetsError) -> XMLToken {
    guard let token = try next() else { throw damage("an element does not end") }
    return token
  }

  /// The next attribute of the element that started last; nil after them all.
  mutating func nextAttribute() -> XMLToken? {
    // An element comes with all its attributes, so there is no need to look into the next page.
    guard position < page.tokens.count, page.tokens[position].kind == .attribute else { return nil }
    defer { position &+= 1 }
    return page.tokens[position]
  }

  /// Where the text of the element that has just started is, if the element holds it in one piece and nothing else.
  ///
  /// Nearly all do, and their text need not be copied. Of any other element nothing is read.
  mutating func nextPlainText() -> Range<Int>? {
    guard position &+ 1 < page.tokens.count, page.tokens[position].kind == .text,
      page.tokens[position &+ 1].kind == .end
    else { return nil }
    let range = page.tokens[position].range
    guard range.count <= limits.textSize else { return nil }
    position &+= 2
    return range
  }

  /// Passes what is left of the element whose start, or an attribute of it, was read last.
  mutating func skipElement() throws(SheetsError) {
    var depth = 1
    while depth > 0 {
      switch try expectNext().kind {
      case .start: depth += 1
      case .end: depth -= 1
      case .attribute, .text: break
      }
    }
  }

  /// An error about the part that is read.
  func damage(_ reason: String) -> SheetsError { part.damage(reason) }

  /// An error about the part's size.
  func tooLarge(_ reason: String) -> SheetsError { part.tooLarge(reason) }
}
