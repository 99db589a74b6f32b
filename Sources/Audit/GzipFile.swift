internal import Workbooks

/// A gzip file that is being written; equal contents make equal bytes, for it holds no time and no name.
struct GzipFile: ~Copyable {
  private var file: NewFile
  private let path: String
  // Of findings, higher levels save an eighth at three times the time.
  private var deflater = Deflater(.gzip, level: 1)
  private var pending: [UInt8] = []

  init(_ path: String) throws(FileError) {
    file = try NewFile(path)
    self.path = path
  }

  /// Adds bytes at the end.
  mutating func write(_ bytes: [UInt8]) throws(FileError) {
    pending += bytes
    if pending.count >= 1 << 18 { try deflate(.open) }
  }

  /// Completes the file and waits until it is on the disk.
  consuming func finish() throws(FileError) {
    try deflate(.stream)
    try file.finish()
  }

  private mutating func deflate(_ end: Deflater.End) throws(FileError) {
    var output: [UInt8] = []
    deflater.deflate(pending, end, into: &output)
    pending.removeAll(keepingCapacity: true)
    try file.write(output[...])
  }
}
