internal import CZlib

/// Inflates the deflated data of one file in a zip archive, as it arrives, and keeps the check sum of what comes out.
@safe struct RawInflater: ~Copyable {
  /// The data is not deflated data.
  struct Damage: Error {}

  // zlib keeps the stream's address, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  /// Whether the data has come to its end.
  private(set) var isComplete = false

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // Negative: no wrapper around the data, for the archive says its length and check sum.
    let status = unsafe vouch_inflate_init(stream, -15)
    precondition(status == Z_OK, "out of memory")
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Inflates what it can of `input[range]`, shortens the range by what it took, and returns how many bytes it wrote.
  mutating func inflate(
    _ input: inout [UInt8],
    _ range: inout Range<Int>,
    into output: inout [UInt8]
  ) throws(Damage) -> Int {
    let (given, room) = (range.count, output.count)
    let status = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + range.lowerBound }
        unsafe stream.pointee.avail_in = UInt32(given)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room)
        return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
      }
    }
    range.removeFirst(unsafe given - Int(stream.pointee.avail_in))
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isComplete = true
    default: throw Damage()
    }
    return unsafe room - Int(stream.pointee.avail_out)
  }
}

/// The CRC-32 of bytes, continued from that of the bytes before them.
func checkSum(_ sum: UInt32, of bytes: [UInt8], count: Int) -> UInt32 {
  unsafe bytes.withUnsafeBufferPointer { bytes in
    unsafe UInt32(
      truncatingIfNeeded: crc32_z(UInt(sum), bytes.baseAddress, min(count, bytes.count))
    )
  }
}
