/// A text in UTF-8 that is put together piece by piece: no piece needs a string of its own, and the room is used again.
public struct TextBuffer: Sendable {
  /// The text so far.
  public private(set) var bytes: [UInt8] = []

  /// Creates an empty text.
  public init() {}

  /// Creates a text that begins so.
  public init(_ text: String) { append(text) }

  /// How many bytes there are.
  @inline(__always)
  public var count: Int { bytes.count }

  /// Makes room for so many bytes in all.
  public mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  /// Adds a text.
  @inline(__always)
  public mutating func append(_ text: String) { bytes += text.utf8 }

  /// Adds an ASCII character.
  @inline(__always)
  public mutating func append(ascii character: UInt8) { bytes.append(character) }

  /// Adds the bytes of a text.
  @inline(__always)
  public mutating func append(utf8 text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Adds a part of another text.
  public mutating func append(_ other: TextBuffer, _ part: Range<Int>) {
    append(utf8: other.bytes.span.extracting(part))
  }

  /// Adds a part of the text once more.
  public mutating func repeatPart(_ part: Range<Int>) {
    bytes.reserveCapacity(count + part.count)
    for place in part { bytes.append(bytes[place]) }
  }

  /// Adds the digits of a whole number.
  public mutating func append(_ number: Int) {
    var digits = DigitWriter()
    digits.prepend(UInt128(number.magnitude))
    if number < 0 { digits.prepend("-") }
    digits.add(to: &self)
  }

  /// Drops what comes after so many bytes.
  public mutating func truncate(to count: Int) { bytes.removeLast(bytes.count - count) }

  /// Puts a character into the text.
  public mutating func insert(ascii character: UInt8, at place: Int) {
    bytes.insert(character, at: place)
  }

  /// Puts a character in front of each that is meant, from a place on; all are ASCII.
  public mutating func put(
    _ mark: UInt8,
    beforeEach isMeant: (UInt8) -> Bool,
    from start: Int
  ) {
    let rest = Array(bytes[start...])
    truncate(to: start)
    for byte in rest {
      if isMeant(byte) { bytes.append(mark) }
      bytes.append(byte)
    }
  }
}

extension String {
  /// What a buffer holds.
  public init(_ buffer: TextBuffer) { self.init(decoding: buffer.bytes, as: UTF8.self) }

  /// Creates a text that is put together in a buffer.
  public init(writing write: (inout TextBuffer) -> Void) {
    var buffer = TextBuffer()
    write(&buffer)
    self.init(buffer)
  }
}
