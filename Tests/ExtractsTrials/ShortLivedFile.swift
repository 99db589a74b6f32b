internal import Glibc

/// Calls a function with the path of a file that has these bytes and goes away with the program, however that ends.
func withFile<Result>(_ bytes: some Sequence<UInt8>, _ body: (String) -> Result) -> Result {
  let bytes = Array(bytes)
  var name = Array("/tmp/vouch-trial-XXXXXX".utf8CString)
  let descriptor = unsafe mkstemp(&name)
  precondition(descriptor >= 0, "there is no room for a file")
  defer { close(descriptor) }
  unsafe unlink(name)
  let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
  precondition(count == bytes.count, "there is no room for a file")
  return body("/proc/self/fd/\(descriptor)")
}
