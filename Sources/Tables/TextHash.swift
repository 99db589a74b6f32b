/// A hash of bytes that is drawn anew for each run, so that no file can be written to collide.
public enum TextHash {
  private static let seed = UInt64.random(in: .min ... .max)

  /// The hash, taken eight bytes at a time.
  public static func of(_ bytes: Span<UInt8>) -> UInt64 {
    let words = unsafe bytes.bytes
    let count = bytes.count
    var hash = seed ^ UInt64(truncatingIfNeeded: count)
    var index = 0
    while index &+ 8 <= count {
      hash = mixed(hash, word(words, index))
      index &+= 8
    }
    if index < count {
      // The last bytes: a whole word that overlaps the one before, or the few that there are.
      hash = mixed(hash, count >= 8 ? word(words, count &- 8) : few(words, count))
    }
    return hash ^ (hash >> 29)
  }

  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  private static func word(_ bytes: RawSpan, _ index: Int) -> UInt64 {
    unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
  }

  /// One to seven bytes, each of which counts.
  private static func few(_ bytes: RawSpan, _ count: Int) -> UInt64 {
    if count >= 4 {
      let first = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt32.self)
      let last = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: count &- 4,
        as: UInt32.self
      )
      return UInt64(first) << 32 | UInt64(last)
    }
    let first = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: 0, as: UInt8.self)
    let middle = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: count >> 1, as: UInt8.self)
    let last = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: count &- 1, as: UInt8.self)
    return UInt64(first) << 16 | UInt64(middle) << 8 | UInt64(last)
  }
}

extension Span<UInt8> {
  /// Whether both hold the same bytes.
  public func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var index = 0
    while index &+ 8 <= count {
      let a = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
      let b = unsafe other.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: index,
        as: UInt64.self
      )
      if a != b { return false }
      index &+= 8
    }
    while index < count {
      if unsafe self[unchecked: index] != other[unchecked: index] { return false }
      index &+= 1
    }
    return true
  }
}
