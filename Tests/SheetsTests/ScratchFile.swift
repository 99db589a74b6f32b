import Glibc

/// A file of its own for one test, removed after it.
final class ScratchFile {
  let path: String

  init(_ bytes: [UInt8], ending: String = "xlsx") {
    path = "/tmp/vouch-sheets-\(UInt64.random(in: .min ... .max)).\(ending)"
    guard let file = unsafe fopen(path, "wb") else { preconditionFailure("no file in /tmp") }
    let written = unsafe fwrite(bytes, 1, bytes.count, file)
    precondition(written == bytes.count)
    unsafe fclose(file)
  }

  deinit { unsafe unlink(path) }
}
