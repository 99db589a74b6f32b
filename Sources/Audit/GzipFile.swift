internal import CZlib

/// A gzip file that is being written; equal contents make equal bytes, for it holds no time and no name.
struct GzipFile: ~Copyable {
  private var file: NewFile
  private let path: String
  private var deflater = Deflater()
  private var pending: [UInt8] = []

  init(_ path: String) throws(FileError) {
    file = try NewFile(path)
    self.path = path
  }

  /// Adds bytes at the end.
  mutating func write(_ bytes: [UInt8]) throws(FileError) {
    pending += bytes
    if pending.count >= 1 << 18 { try deflate(isLast: false) }
  }

  /// Completes the file and waits until it is on the disk.
  consuming func finish() throws(FileError) {
    try deflate(isLast: true)
    try file.finish()
  }

  private mutating func deflate(isLast: Bool) throws(FileError) {
    var output: [UInt8] = []
    deflater.deflate(&pending, isLast: isLast, into: &output)
    pending.removeAll(keepingCapacity: true)
    try file.write(output[...])
  }
}

/// Deflates bytes to the gzip format as they come.
@safe private struct Deflater: ~Copyable {
  // zlib keeps the stream's address, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 16 asks for the gzip wrapper, which zlib writes without a time; 15 is the largest window.
    let status = unsafe vouch_deflate_init(stream, Z_DEFAULT_COMPRESSION, 16 + 15)
    precondition(status == Z_OK, "out of memory")
  }

  deinit {
    _ = unsafe deflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  mutating func deflate(_ input: inout [UInt8], isLast: Bool, into output: inout [UInt8]) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe stream.pointee.next_in = input.baseAddress
      unsafe stream.pointee.avail_in = UInt32(input.count)
      var room = 0
      repeat {
        let written = unsafe chunk.withUnsafeMutableBufferPointer { chunk in
          unsafe stream.pointee.next_out = chunk.baseAddress
          unsafe stream.pointee.avail_out = UInt32(chunk.count)
          _ = unsafe CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          room = unsafe Int(stream.pointee.avail_out)
          return chunk.count - room
        }
        output += chunk[..<written]
      } while room == 0
    }
  }
}
