internal import CZlib

/// Inflates gzip data of one or several members, as it arrives.
@safe struct Inflater: ~Copyable {
  /// Why the data cannot be inflated.
  enum Fault: Error {
    case damaged
    case cutShort
    case trailingBytes
  }

  // zlib keeps the stream's address, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isBetweenMembers = false

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 16 asks for the gzip wrapper, whose check sum and length zlib then compares; 15 is the largest window.
    let status = unsafe vouch_inflate_init(stream, 16 + 15)
    precondition(status == Z_OK, "out of memory")
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Whether the data may end here.
  var isComplete: Bool { isBetweenMembers }

  /// Inflates what it can of `input[range]` into `output[offset...]`, shortens the range by what it took, and returns how many bytes it wrote.
  mutating func inflate(
    _ input: inout [UInt8],
    _ range: inout Range<Int>,
    into output: inout [UInt8],
    at offset: Int
  ) throws(Fault) -> Int {
    if isBetweenMembers {
      // Tapes and some tools pad the last member with zeros.
      while let first = range.first, input[first] == 0 { range.removeFirst() }
      guard let first = range.first else { return 0 }
      guard input[first] == 0x1f else { throw .trailingBytes }
      _ = unsafe inflateReset(stream)
      isBetweenMembers = false
    }
    let given = range.count
    let room = output.count - offset
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
    case Z_STREAM_END: isBetweenMembers = true
    default: throw .damaged
    }
    return unsafe room - Int(stream.pointee.avail_out)
  }
}
