/// Sixteen bytes of a text, looked at together so that no byte needs a decision of its own.
///
/// The standard library's comparisons of vectors go from lane to lane; whole numbers of eight bytes do not.
struct SixteenBytes {
  /// The bytes; of marks, the upper bit of each.
  private let words: SIMD2<UInt64>

  @inline(__always)
  fileprivate init(words: SIMD2<UInt64>) { self.words = words }

  /// - Precondition: So many bytes follow the place.
  @inline(__always)
  init(_ text: Span<UInt8>, at index: Int) {
    words = unsafe text.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: index,
      as: SIMD2<UInt64>.self
    )
  }

  /// Marks the bytes that are this one.
  @inline(__always)
  func marks(_ byte: UInt8) -> SixteenBytes {
    SixteenBytes.zeros(words ^ SIMD2(repeating: 0x0101_0101_0101_0101 &* UInt64(byte)))
  }

  /// Marks the bytes below the space: those that control.
  @inline(__always)
  var controlMarks: SixteenBytes {
    SixteenBytes.zeros(words & SIMD2(repeating: 0xE0E0_E0E0_E0E0_E0E0))
  }

  /// Marks each zero byte, and no other.
  @inline(__always)
  private static func zeros(_ words: SIMD2<UInt64>) -> SixteenBytes {
    let low = SIMD2<UInt64>(repeating: 0x7F7F_7F7F_7F7F_7F7F)
    return SixteenBytes(words: ~(((words & low) &+ low) | words | low))
  }

  /// What either marks.
  @inline(__always)
  static func | (a: SixteenBytes, b: SixteenBytes) -> SixteenBytes {
    SixteenBytes(words: a.words | b.words)
  }

  /// What the first marks and the second does not.
  @inline(__always)
  static func - (a: SixteenBytes, b: SixteenBytes) -> SixteenBytes {
    SixteenBytes(words: a.words & ~b.words)
  }

  /// What both mark.
  @inline(__always)
  static func & (a: SixteenBytes, b: SixteenBytes) -> SixteenBytes {
    SixteenBytes(words: a.words & b.words)
  }

  /// Whether any byte is marked.
  @inline(__always)
  var hasMarks: Bool { words[0] | words[1] != 0 }
}

extension Span<UInt8> {
  /// Whether any byte is marked.
  ///
  /// - Parameter marks: Marks bytes, sixteen together; never a space.
  /// - Returns: Whether there is one.
  @inline(__always)
  func containsAny(_ marks: (SixteenBytes) -> SixteenBytes) -> Bool {
    guard count >= 16 else {
      var some = SIMD2<UInt64>(repeating: 0x2020_2020_2020_2020)
      for index in indices {
        let shift = UInt64(8 * (index & 7))
        some[index >> 3] = some[index >> 3] & ~(0xFF << shift) | UInt64(self[index]) << shift
      }
      return marks(SixteenBytes(words: some)).hasMarks
    }
    // The last sixteen may be looked at in part before.
    var found = marks(SixteenBytes(self, at: count &- 16))
    var index = 0
    while index &+ 16 < count {
      found = found | marks(SixteenBytes(self, at: index))
      index &+= 16
    }
    return found.hasMarks
  }

  /// Whether one byte comes right before another anywhere.
  func contains(_ first: UInt8, before second: UInt8) -> Bool {
    var index = 0
    while index &+ 17 <= count {
      let (these, next) = (SixteenBytes(self, at: index), SixteenBytes(self, at: index &+ 1))
      if (these.marks(first) & next.marks(second)).hasMarks { return true }
      index &+= 16
    }
    while index &+ 1 < count {
      if self[index] == first, self[index &+ 1] == second { return true }
      index &+= 1
    }
    return false
  }
}
