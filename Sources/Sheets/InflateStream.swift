internal import CZlib

/// Inflates deflated data as it arrives.
@safe package struct InflateStream: ~Copyable {
  /// The data is not deflated data, or not wrapped as it should be.
  package struct Damage: Error {}

  /// What is around the data.
  package enum Wrapper {
    /// Nothing, as in a zip archive, which says its length and check sum.
    case none
    /// That of gzip, whose check sum and length are compared.
    case gzip
  }

  // zlib keeps the stream's address, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  /// Whether the data has come to its end.
  package private(set) var isComplete = false

  /// Creates a stream that has been given nothing yet.
  package init(_ wrapper: Wrapper) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 is the largest window; negative it asks for no wrapper, and with 16 for that of gzip.
    let bits: Int32 = if case .gzip = wrapper { 16 + 15 } else { -15 }
    let status = unsafe vouch_inflate_init(stream, bits)
    precondition(status == Z_OK, "out of memory")
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Goes back to the beginning, for data that follow others.
  package mutating func restart() {
    _ = unsafe inflateReset(stream)
    isComplete = false
  }

  /// Inflates what it can of `input[range]` into `output[offset...]`, shortens the range by what it took, and returns how
  /// many bytes it wrote.
  package mutating func inflate(
    _ input: inout [UInt8],
    _ range: inout Range<Int>,
    into output: inout [UInt8],
    at offset: Int = 0
  ) throws(Damage) -> Int {
    let (given, room) = (range.count, output.count - offset)
    let status = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + range.lowerBound }
        unsafe stream.pointee.avail_in = UInt32(given)
        unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + offset }
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
