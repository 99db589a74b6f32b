internal import CExpat

/// Parses a part of a workbook as XML, chunk by chunk, by libexpat, into pages of tokens.
@safe final class XMLParser {
  private let parser: XML_Parser
  private let collector: UnsafeMutablePointer<XMLCollector>
  private let chunks: ReadAhead<Chunk>
  private let limits: Limits
  private let name: PartName
  private var chunk = Chunk()
  private var fed = 0

  private struct Chunk {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
  }

  init(_ part: sending PartReader) {
    guard let parser = unsafe XML_ParserCreate(nil) else { preconditionFailure("out of memory") }
    name = part.name
    limits = part.archive.limits
    unsafe self.parser = unsafe parser
    unsafe collector = .allocate(capacity: 1)
    unsafe collector.initialize(to: XMLCollector(limits: part.archive.limits, parser: parser))
    chunks = ReadAhead(Chunk()) { chunk throws(SheetsError) in
      chunk.count = try part.read(into: &chunk.bytes)
      return chunk.count > 0
    }
    unsafe XML_SetUserData(parser, collector)
    unsafe XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let name = unsafe name, let attributes = unsafe attributes else { return }
        unsafe XMLParser.collector(data).pointee.start(name, attributes)
      },
      { data, _ in unsafe XMLParser.collector(data).pointee.end() }
    )
    unsafe XML_SetCharacterDataHandler(parser) { data, text, count in
      guard let text = unsafe text else { return }
      unsafe XMLParser.collector(data).pointee.text(text, count: Int(count))
    }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      unsafe XMLParser.collector(data).pointee.stop(.documentType)
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

  /// Replaces a page by that of the next chunk, and says whether another follows.
  func parse(into page: inout XMLPage) throws(SheetsError) -> Bool {
    try chunks.advance(&chunk)
    page.tokens.removeAll(keepingCapacity: true)
    page.isLast = chunk.count == 0
    // The collector fills the arrays while expat runs, and gives them back.
    unsafe collector.pointee.exchange(&page)
    let status = unsafe chunk.bytes.withUnsafeBytes {
      unsafe XML_Parse(
        parser,
        $0.bindMemory(to: CChar.self).baseAddress,
        Int32(chunk.count),
        page.isLast ? 1 : 0
      )
    }
    unsafe collector.pointee.exchange(&page)
    fed += chunk.count
    guard status == XML_STATUS_OK else { throw refusal() }
    // What expat cannot report yet it keeps: a tag that has not ended.
    let limit = limits.tagSize
    guard unsafe fed - Int(XML_GetCurrentByteIndex(parser)) <= limit + chunk.bytes.count else {
      throw name.tooLarge("has a tag of more than \(limit) bytes")
    }
    return !page.isLast
  }

  private func refusal() -> SheetsError {
    switch unsafe collector.pointee.refusal {
    case .documentType:
      return name.damage("it declares a document type, which workbooks never do")
    case .depth: return name.tooLarge("nests elements more than \(limits.depth) deep")
    case nil:
      let reason = unsafe XML_ErrorString(XML_GetErrorCode(parser)).map {
        unsafe String(cString: $0)
      }
      return unsafe name.damage(
        "\(reason ?? "not XML") on line \(XML_GetCurrentLineNumber(parser))"
      )
    }
  }
}
