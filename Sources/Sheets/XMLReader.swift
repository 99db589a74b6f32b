internal import CExpat

/// A piece of an XML document: the start or end of an element, one of its attributes, or a part of its text.
struct XMLToken {
  enum Kind: UInt8 {
    case start
    /// An attribute of the element that started last; its value is `bytes`.
    case attribute
    /// Text of a `t` or `v` element, which may come in several parts; other texts are left out.
    case text
    case end
  }

  var kind: Kind
  var name: XMLName
  var lower: Int32 = 0
  var upper: Int32 = 0

  /// Where the value or text is in the reader's `bytes`.
  var range: Range<Int> { Int(lower)..<Int(upper) }
}

/// Reads a part of a workbook as XML, chunk by chunk, by libexpat.
///
/// No entity and no document type is accepted: what refers to anything outside the part, or grows when it is read, is
/// refused. Elements are known by namespace and name, whatever their prefix.
@safe struct XMLReader: ~Copyable {
  private let parser: XML_Parser
  private let collector: UnsafeMutablePointer<XMLCollector>
  private var part: PartReader
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var tokens: [XMLToken] = []
  private var position = 0
  private var fed = 0
  private var isAtEnd = false
  /// The values and texts of the tokens since the last chunk.
  private(set) var bytes: [UInt8] = []

  init(_ part: consuming PartReader) {
    guard let parser = unsafe XML_ParserCreate(nil) else { preconditionFailure("out of memory") }
    unsafe self.parser = unsafe parser
    unsafe collector = .allocate(capacity: 1)
    unsafe collector.initialize(to: XMLCollector(limits: part.archive.limits, parser: parser))
    self.part = part
    unsafe XML_SetUserData(parser, collector)
    unsafe XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let name = unsafe name, let attributes = unsafe attributes else { return }
        unsafe XMLReader.collector(data).pointee.start(name, attributes)
      },
      { data, _ in unsafe XMLReader.collector(data).pointee.end() }
    )
    unsafe XML_SetCharacterDataHandler(parser) { data, text, count in
      guard let text = unsafe text else { return }
      unsafe XMLReader.collector(data).pointee.text(text, count: Int(count))
    }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      unsafe XMLReader.collector(data).pointee.stop(.documentType)
    }
  }

  deinit {
    unsafe XML_ParserFree(parser)
    unsafe collector.deinitialize(count: 1)
    unsafe collector.deallocate()
  }

  private static func collector(_ data: UnsafeMutableRawPointer?)
    -> UnsafeMutablePointer<XMLCollector>
  {
    guard let data = unsafe data else { preconditionFailure("expat has lost its user data") }
    return unsafe data.assumingMemoryBound(to: XMLCollector.self)
  }

  /// The next token; nil at the end of the document, all of which has then been verified.
  mutating func next() throws(SheetsError) -> XMLToken? {
    while position == tokens.count {
      if isAtEnd { return nil }
      try fill()
    }
    defer { position &+= 1 }
    return tokens[position]
  }

  /// The next token of an element that has not ended.
  mutating func expectNext() throws(SheetsError) -> XMLToken {
    guard let token = try next() else { throw damage("an element does not end") }
    return token
  }

  /// The next attribute of the element that started last; nil after them all.
  mutating func nextAttribute() -> XMLToken? {
    // An element comes with all its attributes, so there is no need to look into the next chunk.
    guard position < tokens.count, tokens[position].kind == .attribute else { return nil }
    defer { position &+= 1 }
    return tokens[position]
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

  /// How large things may be.
  var limits: Limits { part.archive.limits }

  /// An error about the part that is read.
  func damage(_ reason: String) -> SheetsError {
    part.archive.file.damage("\"\(part.name)\": \(reason)")
  }

  /// An error about the part's size.
  func tooLarge(_ reason: String) -> SheetsError {
    SheetsError(
      .tooLarge,
      file: part.archive.file.path,
      message: "\"\(part.name)\" in it \(reason), as no real workbook has; ask where it comes from"
    )
  }

  private mutating func fill() throws(SheetsError) {
    let count = try part.read(into: &chunk)
    position = 0
    tokens.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    // The collector fills the arrays while expat runs, and gives them back.
    unsafe swap(&tokens, &collector.pointee.tokens)
    unsafe swap(&bytes, &collector.pointee.bytes)
    let status = unsafe chunk.withUnsafeBytes {
      unsafe XML_Parse(
        parser,
        $0.bindMemory(to: CChar.self).baseAddress,
        Int32(count),
        count == 0 ? 1 : 0
      )
    }
    unsafe swap(&tokens, &collector.pointee.tokens)
    unsafe swap(&bytes, &collector.pointee.bytes)
    fed += count
    isAtEnd = count == 0
    guard status == XML_STATUS_OK else { throw refusal() }
    // What expat cannot report yet it keeps: a tag that has not ended.
    let limit = limits.tagSize
    guard unsafe fed - Int(XML_GetCurrentByteIndex(parser)) <= limit + chunk.count else {
      throw tooLarge("has a tag of more than \(limit) bytes")
    }
  }

  private func refusal() -> SheetsError {
    switch unsafe collector.pointee.refusal {
    case .documentType:
      return damage("it declares a document type, which workbooks never do")
    case .depth: return tooLarge("nests elements more than \(limits.depth) deep")
    case nil:
      let reason = unsafe XML_ErrorString(XML_GetErrorCode(parser)).map {
        unsafe String(cString: $0)
      }
      return unsafe damage(
        "\(reason ?? "not XML") on line \(XML_GetCurrentLineNumber(parser))"
      )
    }
  }
}
