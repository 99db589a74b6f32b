/// A text of at most fifteen bytes in two words, which tell it from every other.
@frozen
public struct ShortText: Hashable, Sendable {
  /// The longest text there is room for, in bytes.
  public static let longest = 15

  /// The first eight bytes, and zeros where the text is shorter.
  public let low: UInt64
  /// The other bytes, and in the upper eight bits how many bytes there are in all.
  public let high: UInt64

  /// Packs a text among bytes.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - start: Where the text begins; sixteen bytes must follow, whatever they are.
  ///   - count: How many bytes it has, at most `longest`.
  @inlinable
  @inline(__always)
  public init(_ bytes: Span<UInt8>, at start: Int, count: Int) {
    let words = unsafe bytes.bytes
    let first = unsafe words.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self)
    let second = unsafe words.unsafeLoadUnaligned(
      fromUncheckedByteOffset: start &+ 8,
      as: UInt64.self
    )
    // A shift by 64 or more gives zero.
    low = first & ~(UInt64.max << UInt64(8 * count))
    let rest = UInt64(truncatingIfNeeded: 8 &* (count &- 8))
    high = (count > 8 ? second & ~(UInt64.max << rest) : 0) | UInt64(count) << 56
  }

  /// Packs a whole text, byte by byte.
  ///
  /// - Precondition: It has at most `longest`.
  public init(_ text: Span<UInt8>) {
    var (low, high) = (UInt64(0), UInt64(text.count) << 56)
    for index in text.indices {
      let byte = UInt64(text[index])
      if index < 8 {
        low |= byte << UInt64(8 * index)
      } else {
        high |= byte << UInt64(8 * index - 64)
      }
    }
    (self.low, self.high) = (low, high)
  }

  /// Whether all its bytes are ASCII, and none is NUL.
  @inlinable
  @inline(__always)
  public var isPlain: Bool {
    let count = high >> 56
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    // Bytes that the text does not have count as ones; where no byte has its upper bit, only a zero borrows it.
    let first = low | (ones << (8 * count))
    let rest = high & 0x00FF_FFFF_FFFF_FFFF
    let second = rest | (count > 8 ? ones << (8 * (count &- 8)) : ones)
    return (first | (first &- ones) | second | (second &- ones)) & tops == 0
  }
}

/// A hash of bytes that is drawn anew for each run, so that no file can be written to collide.
public enum TextHash {
  @usableFromInline
  static let seed = UInt64.random(in: .min ... .max)

  /// The hash of a text.
  public static func of(_ bytes: Span<UInt8>) -> UInt64 {
    if bytes.count <= ShortText.longest { return of(ShortText(bytes)) }
    let words = unsafe bytes.bytes
    let count = bytes.count
    var hash = seed ^ UInt64(truncatingIfNeeded: count)
    var index = 0
    while index &+ 8 <= count {
      hash = mixed(hash, word(words, index))
      index &+= 8
    }
    // The last bytes: a word that overlaps the one before.
    if index < count { hash = mixed(hash, word(words, count &- 8)) }
    return hash ^ (hash >> 29)
  }

  /// The hash of a short text.
  @inlinable
  @inline(__always)
  public static func of(_ text: ShortText) -> UInt64 {
    let hash = mixed(mixed(seed, text.low), text.high)
    return hash ^ (hash >> 29)
  }

  @inlinable
  @inline(__always)
  static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  private static func word(_ bytes: RawSpan, _ index: Int) -> UInt64 {
    unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
  }
}

extension Span<UInt8> {
  /// Whether both hold the same bytes.
  public func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    let (a, b) = unsafe (bytes, other.bytes)
    var index = 0
    while index &+ 8 <= count {
      let x = unsafe a.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
      let y = unsafe b.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
      if x != y { return false }
      index &+= 8
    }
    while index < count {
      if unsafe self[unchecked: index] != other[unchecked: index] { return false }
      index &+= 1
    }
    return true
  }
}
