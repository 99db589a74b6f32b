internal import Findings
internal import Glibc
internal import Sheets

/// An open file: its bytes as stored, their count and their SHA-256.
struct StoredFile: ~Copyable {
  let path: String
  private let descriptor: Int32
  /// What has been read so far, where the manifest is to name the file.
  private var digest: RunningDigest?
  /// How many bytes have been read.
  private(set) var size = 0
  /// How many bytes the file had when it was opened.
  let sizeAtStart: Int

  init(path: String, isNamed: Bool = true) throws(ExtractError) {
    digest = isNamed ? RunningDigest() : nil
    do {
      (descriptor, sizeAtStart) = try OrdinaryFile.open(path)
    } catch {
      throw ExtractError(.unreadable, file: path, message: error.message)
    }
    self.path = path
  }

  deinit { _ = close(descriptor) }

  /// Reads bytes into the buffer from an offset to its end, and returns how many; 0 at the end of the file.
  mutating func read(into buffer: inout [UInt8], at offset: Int) throws(ExtractError) -> Int {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
        return unsafe Glibc.read(descriptor, room.baseAddress, room.count)
      }
      if count >= 0 {
        digest?.append(buffer[offset..<offset + count])
        size += count
        return count
      }
      guard errno == EINTR else {
        throw ExtractError(
          .unreadable,
          file: path,
          message: OrdinaryFile.explanation(of: errno, "read")
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
  ///
  /// - Precondition: It was opened to be named.
  func record() -> FileRecord {
    guard let digest else { preconditionFailure("the file was not opened to be named") }
    return FileRecord(
      name: path.fileName,
      bytes: size,
      sha256: digest.sha256
    )
  }
}
