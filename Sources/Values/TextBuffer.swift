/// A text in UTF-8 that is put together piece by piece: no piece needs a string of its own, and the room is used again.
public struct TextBuffer: Sendable {
  @usableFromInline
  var storage: [UInt8] = []

  /// The text so far.
  @inlinable
  public var bytes: [UInt8] { storage }

  /// Creates an empty text.
  public init() {}

  /// Creates a text that begins so.
  public init(_ text: String) { append(text) }

  /// How many bytes there are.
  @inlinable
  public var count: Int { storage.count }

  /// Makes room for so many bytes in all.
  public mutating func reserveCapacity(_ count: Int) { storage.reserveCapacity(count) }

  /// Adds a text.
  @inlinable
  public mutating func append(_ text: String) { storage += text.utf8 }

  /// Adds an ASCII character.
  @inlinable
  public mutating func append(ascii character: UInt8) { storage.append(character) }

  /// Adds the bytes of a text.
  @inlinable
  public mutating func append(utf8 text: Span<UInt8>) {
    storage.append(addingCapacity: text.count) { room in
      for index in text.indices { room.append(text[index]) }
    }
  }

  /// Adds a part of another text.
  public mutating func append(_ other: TextBuffer, _ part: Range<Int>) {
    append(utf8: other.storage.span.extracting(part))
  }

  /// Adds a part of the text once more.
  public mutating func repeatPart(_ part: Range<Int>) {
    storage.reserveCapacity(count + part.count)
    for place in part { storage.append(storage[place]) }
  }

  /// Adds the digits of a whole number.
  public mutating func append(_ number: Int) {
    var digits = DigitWriter()
    digits.prepend(UInt128(number.magnitude))
    if number < 0 { digits.prepend("-") }
    digits.add(to: &self)
  }

  /// Drops what comes after so many bytes.
  public mutating func truncate(to count: Int) { storage.removeLast(storage.count - count) }

  /// Puts a character into the text.
  public mutating func insert(ascii character: UInt8, at place: Int) {
    storage.insert(character, at: place)
  }

  /// Puts a character in front of each that is meant, from a place on; all are ASCII.
  public mutating func put(
    _ mark: UInt8,
    beforeEach isMeant: (UInt8) -> Bool,
    from start: Int
  ) {
    let rest = Array(storage[start...])
    truncate(to: start)
    for byte in rest {
      if isMeant(byte) { storage.append(mark) }
      storage.append(byte)
    }
  }
}

extension TextBuffer: Comparable {
  /// Orders by bytes, which is by code points.
  public static func < (a: TextBuffer, b: TextBuffer) -> Bool {
    a.storage.lexicographicallyPrecedes(b.storage)
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
