/// Finds where the delimiters, the quotes and the ends of lines stand in a block.
///
/// Looking for all of them first, sixty-four bytes at a time, needs no decision at any of them; most rows then have their
/// cells between so many separators one after the other.
struct Separators: Sendable {
  private let delimiter: SIMD16<UInt8>
  private let lineEnd: SIMD16<UInt8>
  private let quotes = SIMD16<UInt8>(repeating: quote)

  init(delimiter: UInt8, lineEnd: UInt8) {
    self.delimiter = SIMD16(repeating: delimiter)
    self.lineEnd = SIMD16(repeating: lineEnd)
  }

  /// Finds the separators.
  ///
  /// - Parameters:
  ///   - bytes: The bytes; after `end` follow `RowScanner.padding` more, whatever they are.
  ///   - end: The end of the bytes.
  ///   - places: Takes the places in order; before them it begins with one before the block, `UInt32.max`, which is
  ///     followed by 0, and behind them there is room to write more than was found.
  /// - Returns: How many places there are.
  func find(in bytes: Span<UInt8>, to end: Int, into places: inout [UInt32]) -> Int {
    let room = 1 + end + 64 + Separators.step
    if places.count < room { places = [UInt32](repeating: 0, count: room) }
    var places = places.mutableSpan
    places[0] = .max
    var count = 1
    var base = 0
    while base < end {
      var hits = hits(bytes, base)
      if base &+ 64 > end { hits &= ~(UInt64.max << UInt64(end &- base)) }
      let found = hits.nonzeroBitCount
      var next = count
      repeat {
        // Writing a few that are not there is quicker than asking for each whether it is.
        for offset in 0..<Separators.step {
          let place = (hits | 1 << 63).trailingZeroBitCount
          unsafe places[unchecked: next &+ offset] = UInt32(truncatingIfNeeded: base &+ place)
          hits &= hits &- 1
        }
        next &+= Separators.step
      } while hits != 0
      count &+= found
      base &+= 64
    }
    return count
  }

  private static let step = 8

  /// A bit for each of sixty-four bytes that is a separator.
  @inline(__always)
  private func hits(_ bytes: Span<UInt8>, _ index: Int) -> UInt64 {
    sixteenHits(bytes, index) | sixteenHits(bytes, index &+ 16) << 16
      | sixteenHits(bytes, index &+ 32) << 32 | sixteenHits(bytes, index &+ 48) << 48
  }

  @inline(__always)
  private func sixteenHits(_ bytes: Span<UInt8>, _ index: Int) -> UInt64 {
    let some = unsafe bytes.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: index,
      as: SIMD16<UInt8>.self
    )
    let isHit = (some .== delimiter) .| (some .== quotes) .| (some .== lineEnd)
    let marks = SIMD16<UInt8>().replacing(with: SIMD16(repeating: 0x80), where: isHit)
    // Both are sixteen bytes without gaps, and any bits make two whole numbers.
    let words = unsafe unsafeBitCast(marks, to: SIMD2<UInt64>.self)
    return Separators.gathered(words[0]) | Separators.gathered(words[1]) << 8
  }

  /// The upper bits of eight bytes, whose other bits are 0.
  @inline(__always)
  private static func gathered(_ word: UInt64) -> UInt64 {
    (word.littleEndian &* 0x0002_0408_1020_4081) >> 56
  }
}
