internal import Glibc

/// An open file, read at any place; nothing of it is written, and no other file is opened for it.
final class StoredFile: Sendable {
  /// The path, as it was given.
  let path: String
  /// The length in bytes when the file was opened.
  let size: Int
  private let descriptor: Int32

  init(path: String) throws(SheetsError) {
    do {
      (descriptor, size) = try OrdinaryFile.open(path)
    } catch {
      throw SheetsError(.unreadable, file: path, message: error.message)
    }
    self.path = path
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
        throw SheetsError(
          .unreadable,
          file: path,
          message: OrdinaryFile.explanation(of: errno, "read")
        )
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
}
