internal import Glibc

/// An open file, read at any place; nothing of it is written, and no other file is opened for it.
final class StoredFile: Sendable {
  /// The path, as it was given.
  let path: String
  /// The length in bytes when the file was opened.
  let size: Int
  private let descriptor: Int32

  init(path: String) throws(SheetsError) {
    // A pipe without a writer would block the open, so that the check below never came.
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw SheetsError(.unreadable, file: path, message: StoredFile.explanation(of: errno))
    }
    var status = stat()
    let problem: String? =
      if unsafe fstat(descriptor, &status) != 0 {
        StoredFile.explanation(of: errno)
      } else if status.st_mode & S_IFMT == S_IFDIR {
        "this is a folder; name the file in it"
      } else if status.st_mode & S_IFMT != S_IFREG {
        "this is not an ordinary file; copy it to one"
      } else {
        nil
      }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
    if let problem { throw SheetsError(.unreadable, file: path, message: problem) }
  }

  deinit { _ = close(descriptor) }

  /// Fills the buffer's first `count` bytes, or fewer where the file ends, and returns how many.
  func read(into buffer: inout [UInt8], count: Int, at offset: Int) throws(SheetsError) -> Int {
    precondition(count <= buffer.count && offset >= 0)
    var done = 0
    while done < count {
      let result = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe pread(
          descriptor,
          bytes.baseAddress.map { unsafe $0 + done },
          count - done,
          off_t(offset + done)
        )
      }
      if result == 0 { break }
      if result < 0 {
        if errno == EINTR { continue }
        throw SheetsError(.unreadable, file: path, message: StoredFile.explanation(of: errno))
      }
      done += result
    }
    return done
  }

  /// The bytes at a place, fewer where the file ends.
  func bytes(_ range: Range<Int>) throws(SheetsError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: range.count)
    let count = try read(into: &buffer, count: range.count, at: range.lowerBound)
    buffer.removeLast(range.count - count)
    return buffer
  }

  private static func explanation(of code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES: "the file may not be read: ask for permission to read it"
    default: unsafe "the file could not be read: " + String(cString: strerror(code))
    }
  }
}
