import Glibc

/// The most memory that the process has held since it was last told to forget.
public enum PeakMemory {
  /// Makes the system forget how much memory the process held at most.
  public static func forget() {
    guard let file = unsafe fopen("/proc/self/clear_refs", "w") else { return }
    unsafe fputs("5", file)
    unsafe fclose(file)
  }

  /// The most memory that the process has held, in KiB; 0 where the system does not tell.
  public static func kibibytes() -> Int {
    guard let file = unsafe fopen("/proc/self/status", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while unsafe fgets(&line, 256, file) != nil {
      let text = line.prefix { $0 != 0 }.map { Character(Unicode.Scalar(UInt8(bitPattern: $0))) }
      guard text.starts(with: "VmHWM:") else { continue }
      return Int(String(text.filter(\.isNumber))) ?? 0
    }
    return 0
  }
}
