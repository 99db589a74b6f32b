internal import Glibc

/// Reads and writes whole files.
enum WorkbookFile {
  static func read(_ path: String) throws(WorkbookError) -> [UInt8] {
    guard let file = unsafe fopen(path, "re") else { throw failure(path) }
    defer { unsafe fclose(file) }
    guard unsafe fseek(file, 0, SEEK_END) == 0 else { throw failure(path) }
    let size = unsafe ftell(file)
    guard size >= 0, unsafe fseek(file, 0, SEEK_SET) == 0 else { throw failure(path) }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
      count = unsafe fread(bytes.baseAddress, 1, size, file)
    }
    guard bytes.count == size else { throw failure(path) }
    return bytes
  }

  /// Writes pieces that follow each other, in place of what is there.
  static func write(_ pieces: [[UInt8]], to path: String) throws(WorkbookError) {
    guard let file = unsafe fopen(path, "we") else { throw failure(path) }
    var isWhole = true
    for piece in pieces where isWhole {
      isWhole = unsafe fwrite(piece, 1, piece.count, file) == piece.count
    }
    // The system may tell at the end only that the disk is full.
    let reason = errno
    let isClosed = unsafe fclose(file) == 0
    if !isWhole { throw failure(path, reason) }
    if !isClosed { throw failure(path) }
  }

  private static func failure(_ path: String, _ code: Int32 = errno) -> WorkbookError {
    .file(path: path, reason: unsafe String(cString: strerror(code)))
  }
}
