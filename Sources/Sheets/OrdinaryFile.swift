internal import Glibc

/// Opens files that can be read as they are: no folders, pipes or devices.
package enum OrdinaryFile {
  /// Why a file is not opened.
  package struct Refusal: Error {
    /// What is wrong, and what to do.
    package let message: String
  }

  /// Opens a file for reading.
  ///
  /// - Returns: What the system calls the open file, and how many bytes it has.
  package static func open(_ path: String) throws(Refusal) -> (descriptor: Int32, size: Int) {
    // A pipe without a writer would block the open, so that the check below never came.
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Refusal(message: explanation(of: errno, "opened")) }
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
      throw Refusal(message: problem)
    }
    return (descriptor, Int(status.st_size))
  }

  /// What an error of the system means for a file that was to be opened, read or looked at.
  package static func explanation(of code: Int32, _ done: String) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES: "the file may not be \(done): ask for permission to read it"
    default: unsafe "the file could not be \(done): " + String(cString: strerror(code))
    }
  }
}
