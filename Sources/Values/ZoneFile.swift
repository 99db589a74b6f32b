internal import Glibc

/// Reads the files of the system's zone data; the only part of this module that calls the system.
///
/// The system is called because Foundation, which knows zones too, would double the program for the sake of one file.
enum ZoneFile {
  /// Where the data are: the folder that the environment's `TZDIR` names, or the usual one.
  static var folder: String {
    unsafe getenv("TZDIR").map { unsafe String(cString: $0) } ?? "/usr/share/zoneinfo"
  }

  /// More bytes than any zone's file has.
  private static let largestSize = 1 << 20

  /// The bytes of a zone's file; nil where there is none, none where it cannot be read.
  static func bytes(name: String, folder: String = folder) -> [UInt8]? {
    guard let file = unsafe fopen("\(folder)/\(name)", "rb") else { return nil }
    defer { unsafe fclose(file) }
    return unsafe [UInt8](unsafeUninitializedCapacity: largestSize) { buffer, count in
      unsafe count = fread(buffer.baseAddress, 1, largestSize, file)
    }
  }
}
