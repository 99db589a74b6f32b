internal import CExpat
internal import Glibc

/// Gathers what expat reports as tokens; it lives at a fixed address, for expat holds that.
@safe struct XMLCollector {
  /// Why the document was refused.
  enum Refusal {
    case documentType
    case depth
  }

  /// What is being filled.
  private var tokens: [XMLToken] = []
  private var bytes: [UInt8] = []
  /// How many of the bytes are used so far.
  private var used = 0
  private(set) var refusal: Refusal?
  private let parser: XML_Parser
  private let names = XMLNames()
  private let maximumDepth: Int
  /// The names of the elements that have started and not ended.
  private var open: [XMLName] = []
  private var takesText = false
  private var scope = XMLScope()

  init(limits: Limits, parser: XML_Parser) {
    unsafe self.parser = unsafe parser
    maximumDepth = limits.depth
  }

  /// Begins to fill a page, whose arrays it takes, or gives them back filled.
  mutating func exchange(_ page: inout XMLPage) {
    swap(&page.tokens, &tokens)
    swap(&page.bytes, &bytes)
    used = 0
  }

  mutating func stop(_ reason: Refusal) {
    refusal = reason
    _ = unsafe XML_StopParser(parser, 0)
  }

  mutating func start(
    _ name: UnsafePointer<CChar>,
    _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
  ) {
    guard refusal == nil else { return }
    guard open.count < maximumDepth else { return stop(.depth) }
    var index = 0
    while let attribute = unsafe attributes[index], let value = unsafe attributes[index + 1] {
      if unsafe attribute[0] == CChar(UInt8(ascii: "x")) {
        unsafe scope.declare(
          XMLCollector.bytes(attribute).span,
          uri: XMLCollector.bytes(value).span,
          depth: open.count
        )
      }
      index += 2
    }
    let element = unsafe elementName(name)
    open.append(element)
    takesText = element == .v || element == .t
    tokens.append(XMLToken(kind: .start, name: element))
    guard element != .other else { return }
    index = 0
    while let attribute = unsafe attributes[index], let value = unsafe attributes[index + 1] {
      let name = unsafe attributeName(attribute)
      if name != .other { unsafe append(name, value: value) }
      index += 2
    }
  }

  mutating func end() {
    guard refusal == nil, let name = open.popLast() else { return }
    takesText = false
    tokens.append(XMLToken(kind: .end, name: name))
    scope.leave(depth: open.count)
  }

  mutating func text(_ text: UnsafePointer<CChar>, count: Int) {
    guard takesText, refusal == nil else { return }
    let start = used
    makeRoom(count)
    unsafe bytes.withUnsafeMutableBufferPointer { room in
      for index in 0..<count { unsafe room[start &+ index] = UInt8(bitPattern: text[index]) }
    }
    used += count
    append(.text, .other, from: start)
  }

  /// The name of an element; nearly all have one letter, for which there is a shorter way.
  private func elementName(_ name: UnsafePointer<CChar>) -> XMLName {
    if scope.isPlain, let known = unsafe names[letter: name] { return known }
    return unsafe scope.element(XMLCollector.bytes(name).span, names)
  }

  private func attributeName(_ name: UnsafePointer<CChar>) -> XMLName {
    if let known = unsafe names[letter: name] { return known }
    return unsafe scope.attribute(XMLCollector.bytes(name).span, names)
  }

  private mutating func append(_ name: XMLName, value: UnsafePointer<CChar>) {
    let start = used
    var index = 0
    while unsafe value[index] != 0 {
      makeRoom(64)
      // Values are short: to copy byte by byte is quicker than to measure first.
      unsafe bytes.withUnsafeMutableBufferPointer { room in
        while used < room.count, unsafe value[index] != 0 {
          unsafe room[used] = UInt8(bitPattern: value[index])
          used &+= 1
          index &+= 1
        }
      }
    }
    append(.attribute, name, from: start)
  }

  private mutating func append(_ kind: XMLToken.Kind, _ name: XMLName, from start: Int) {
    tokens.append(XMLToken(kind: kind, name: name, lower: Int32(start), upper: Int32(used)))
  }

  private mutating func makeRoom(_ count: Int) {
    guard bytes.count - used < count else { return }
    bytes.append(contentsOf: repeatElement(0, count: max(bytes.count, count)))
  }

  private static func bytes(_ text: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
    let start = unsafe UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    return unsafe UnsafeBufferPointer(start: start, count: strlen(text))
  }
}
