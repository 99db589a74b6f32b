internal import CZlib

/// Deflates bytes as they come (RFC 1951).
@safe package struct Deflater: ~Copyable {
  /// What stands around the deflated bytes.
  package enum Wrapper {
    /// Nothing: the file around them says what they are.
    case none
    /// The head and foot of a gzip file, without a time and a name.
    case gzip
  }

  /// What follows the bytes that are given.
  package enum End {
    /// More.
    case open
    /// More, which shall begin at a byte of its own.
    case piece
    /// Nothing.
    case stream
  }

  // zlib keeps the stream's address, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Creates a deflater.
  ///
  /// - Parameters:
  ///   - wrapper: What stands around the deflated bytes.
  ///   - level: From 1, the fastest, to 9, the smallest.
  package init(_ wrapper: Wrapper, level: Int) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 is the largest window, which is negative for no wrapper and has 16 added for gzip's.
    let window: Int32 =
      switch wrapper {
      case .none: -15
      case .gzip: 16 + 15
      }
    let status = unsafe vouch_deflate_init(stream, Int32(level), window)
    precondition(status == Z_OK, "out of memory")
  }

  deinit {
    _ = unsafe deflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Deflates bytes and adds what is ready to an output.
  package mutating func deflate(_ input: [UInt8], _ end: End, into output: inout [UInt8]) {
    let flush =
      switch end {
      case .open: Z_NO_FLUSH
      case .piece: Z_SYNC_FLUSH
      case .stream: Z_FINISH
      }
    unsafe input.withUnsafeBufferPointer { input in
      unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { chunk in
        // zlib's declaration lacks a `const`; it does not write there.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        repeat {
          unsafe stream.pointee.next_out = chunk.baseAddress
          unsafe stream.pointee.avail_out = UInt32(chunk.count)
          _ = unsafe CZlib.deflate(stream, flush)
          let count = unsafe chunk.count - Int(stream.pointee.avail_out)
          unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[..<count]))
        } while unsafe stream.pointee.avail_out == 0
      }
    }
  }
}

/// The bytes that were deflated, of which there are so many; nil where they are not what they should be.
func inflated(_ bytes: [UInt8], size: Int) -> [UInt8]? {
  var stream = unsafe z_stream()
  guard unsafe vouch_inflate_init(&stream, -15) == Z_OK else { return nil }
  defer { _ = unsafe inflateEnd(&stream) }
  var status = Z_OK
  let output = unsafe [UInt8](unsafeUninitializedCapacity: size) { output, count in
    unsafe bytes.withUnsafeBufferPointer { input in
      unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.avail_in = UInt32(input.count)
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(output.count)
      status = unsafe inflate(&stream, Z_FINISH)
      count = unsafe output.count - Int(stream.avail_out)
    }
  }
  return status == Z_STREAM_END && output.count == size ? output : nil
}
