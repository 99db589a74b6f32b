internal import Crypto
internal import Findings
internal import Glibc

/// An open file: its bytes as stored, their count and their SHA-256.
struct StoredFile: ~Copyable {
  let path: String
  private let descriptor: Int32
  private var hash = SHA256()
  private var size = 0
  /// How many bytes the file had when it was opened.
  let sizeAtStart: Int

  init(path: String) throws(ExtractError) {
    (descriptor, sizeAtStart) = try StoredFile.open(path)
    self.path = path
  }

  private static func open(_ path: String) throws(ExtractError) -> (Int32, size: Int) {
    // A pipe without a writer would block the open, so that the check below never came.
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw ExtractError(.unreadable, file: path, message: explanation(of: errno, "opened"))
    }
    var status = stat()
    let problem: String? =
      if unsafe fstat(descriptor, &status) != 0 {
        explanation(of: errno, "read")
      } else if status.st_mode & S_IFMT == S_IFDIR {
        "this is a folder; name the file in it, or a pattern"
      } else if status.st_mode & S_IFMT != S_IFREG {
        "this is not an ordinary file; copy it to one"
      } else {
        nil
      }
    if let problem {
      _ = close(descriptor)
      throw ExtractError(.unreadable, file: path, message: problem)
    }
    return (descriptor, Int(status.st_size))
  }

  deinit { _ = close(descriptor) }

  /// Reads bytes into the buffer from an offset to its end, and returns how many; 0 at the end of the file.
  mutating func read(into buffer: inout [UInt8], at offset: Int) throws(ExtractError) -> Int {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
        let count = unsafe Glibc.read(descriptor, room.baseAddress, room.count)
        if count > 0 {
          unsafe hash.update(
            bufferPointer: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count])
          )
        }
        return count
      }
      if count >= 0 {
        size += count
        return count
      }
      guard errno == EINTR else {
        throw ExtractError(
          .unreadable,
          file: path,
          message: StoredFile.explanation(of: errno, "read")
        )
      }
    }
  }

  /// What the manifest says of a file, all of which is read for it.
  static func record(of path: String) throws(ExtractError) -> FileRecord {
    var file = try StoredFile(path: path)
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while try file.read(into: &buffer, at: 0) > 0 {}
    return file.record()
  }

  /// What the manifest says of the file, once all of it has been read.
  func record() -> FileRecord {
    FileRecord(
      name: path.fileName,
      bytes: size,
      sha256: Digest.hexadecimal(hash.finalize())
    )
  }

  static func explanation(of code: Int32, _ done: String) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES: "the file may not be \(done): ask for permission to read it"
    default: unsafe "the file could not be \(done): " + String(cString: strerror(code))
    }
  }
}
