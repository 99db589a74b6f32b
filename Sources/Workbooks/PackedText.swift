internal import CZlib

/// A text, or a part of one, as it stands in a zip file: deflated, with its size and check sum.
///
/// Each piece can be inflated without those before it, so that pieces are made side by side and joined.
struct PackedText: Sendable {
  /// The deflated bytes, in order.
  private(set) var pieces: [[UInt8]] = []
  /// How many bytes the text has.
  private(set) var size = 0
  /// The CRC-32 of the text.
  private(set) var checkSum: UInt32 = 0

  /// How many bytes it has deflated.
  var packedSize: Int { pieces.reduce(0) { $0 + $1.count } }

  /// A text without pieces.
  init() {}

  /// Packs a piece of a text; the last one is marked as such.
  init(_ text: [UInt8], isLast: Bool = false) {
    // Of a workbook's text, higher levels save a fifth at three times the time.
    var deflater = Deflater(.none, level: 1)
    var piece: [UInt8] = []
    deflater.deflate(text, isLast ? .stream : .piece, into: &piece)
    pieces = [piece]
    size = text.count
    checkSum = unsafe text.withUnsafeBufferPointer {
      unsafe UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count))
    }
  }

  /// Adds the next part of the text.
  mutating func append(_ next: PackedText) {
    pieces += next.pieces
    size += next.size
    let sum = crc32_combine(UInt(checkSum), UInt(next.checkSum), next.size)
    checkSum = UInt32(truncatingIfNeeded: sum)
  }
}
