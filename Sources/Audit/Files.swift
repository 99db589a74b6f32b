internal import Extracts
internal import Glibc

/// An operation on a file or folder that failed.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried: "write".
  public var operation: String
  /// On what.
  public var path: String
  /// The system's number for the reason.
  public var code: Int32

  /// The operation, the path and the reason.
  public var description: String {
    "\(path): error: \(reason)"
  }

  /// The operation and the reason, for an error that names the path itself.
  var reason: String {
    unsafe "cannot \(operation): \(String(cString: strerror(code)))"
  }
}

/// Files and folders by the system's calls; every failure is told.
enum Files {
  /// The bytes of a file.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    try eachPart(of: path) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Goes through the bytes of a file.
  static func eachPart(
    of path: String,
    _ work: (ArraySlice<UInt8>) -> Void
  ) throws(FileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { _ = close(descriptor) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { return }
      work(chunk[..<count])
    }
  }

  /// The last bytes of a file; nil where it cannot be read.
  static func end(of path: String, count: Int) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    guard lseek(descriptor, -count, SEEK_END) >= 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = unsafe bytes.withUnsafeMutableBytes {
      unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
    }
    return read == count ? bytes : nil
  }

  /// Writes a file and waits until it is on the disk.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var file = try NewFile(path)
    try file.write(bytes[...])
    try file.finish()
  }

  /// Waits until a file, or the names in a folder, are on the disk.
  static func flush(_ path: String) throws(FileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { _ = close(descriptor) }
    // Some network shares cannot flush a folder; their names are as safe as they get.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure("flush", path) }
  }

  /// Makes a folder and those above it, where they are not there yet.
  static func makeFolder(_ path: String, mode: mode_t = 0o777) throws(FileError) {
    if exists(path) { return }
    let parent = folder(of: path)
    if !parent.isEmpty, parent != path { try makeFolder(parent) }
    guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else {
      throw failure("make the folder", path)
    }
  }

  /// Moves a file to another name in one step, over any file of that name.
  static func rename(_ from: String, to: String) throws(FileError) {
    guard unsafe Glibc.rename(from, to) == 0 else { throw failure("move here \(from)", to) }
  }

  /// Lets only its owner read and write a file.
  static func restrict(_ path: String) throws(FileError) {
    guard unsafe chmod(path, 0o600) == 0 else { throw failure("restrict", path) }
  }

  /// Gives a file a second name.
  static func link(_ from: String, to: String) throws(FileError) {
    guard unsafe Glibc.link(from, to) == 0 else { throw failure("link here \(from)", to) }
  }

  /// Removes a file, where it is there.
  static func remove(_ path: String) throws(FileError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
  }

  /// Removes a folder and all that is in it, where it is there.
  static func removeTree(_ path: String) throws(FileError) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else { return try remove(path) }
    for name in try names(in: path) { try removeTree("\(path)/\(name)") }
    guard unsafe rmdir(path) == 0 else { throw failure("remove", path) }
  }

  /// Whether a file or folder has the name.
  static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0
  }

  /// Whether the path is a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe fstatat(AT_FDCWD, path, &status, 0) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, in order.
  static func names(in path: String) throws(FileError) -> [String] {
    guard let stream = unsafe opendir(path) else { throw failure("list", path) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The files that a pattern with `*`, `?` or `[…]` matches, in order; a path without them is itself.
  ///
  /// Names that programs give to files on their way, and to the locks of open ones, match only a pattern that ends or
  /// begins so.
  static func matching(_ pattern: String) -> [String] {
    guard pattern.contains(where: { "*?[".contains($0) }) else { return [pattern] }
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
    var paths: [String] = []
    for index in unsafe 0..<Int(found.gl_pathc) {
      if let path = unsafe found.gl_pathv[index] { unsafe paths.append(String(cString: path)) }
    }
    let name = pattern.fileName.lowercased()
    let tail = name.split(separator: "*", omittingEmptySubsequences: false).last ?? ""
    let ends = unfinished.filter { !(name.hasSuffix($0) || !tail.isEmpty && $0.hasSuffix(tail)) }
    return paths.filter { path in
      let found = path.fileName.lowercased()
      return !ends.contains { found.hasSuffix($0) }
        && (name.hasPrefix("~") || !found.hasPrefix("~$"))
    }
  }

  /// How the names end of files that are still being written.
  private static let unfinished = [
    ".part", ".partial", ".filepart", ".crdownload", ".tmp", ".temp",
  ]

  /// A pattern that matches the path with this name and no other.
  static func literalPattern(_ path: String) -> String {
    String(path.flatMap { "*?[".contains($0) ? "[\($0)]" : String($0) })
  }

  /// A path from the root on, as it is seen from the working folder.
  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let bytes = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(bytes) }
    let folder = unsafe String(cString: bytes)
    let name = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    return name == "." ? folder : (folder == "/" ? "" : folder) + "/" + name
  }

  /// The folder that a path is in; empty for a bare name.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A path relative to a folder, unless it is absolute.
  static func resolve(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)"
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  static func failure(_ operation: String, _ path: String) -> FileError {
    FileError(operation: operation, path: path, code: errno)
  }
}

/// A file that is being written.
struct NewFile: ~Copyable {
  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws(FileError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Files.failure("write", path) }
  }

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  /// Adds bytes at the end.
  mutating func write(_ bytes: ArraySlice<UInt8>) throws(FileError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Files.failure("write", path) }
      rest.removeFirst(count)
    }
  }

  /// Waits until the bytes are on the disk.
  consuming func finish() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw Files.failure("flush", path) }
  }
}
