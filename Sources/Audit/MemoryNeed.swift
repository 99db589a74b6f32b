internal import Extracts
internal import Values

/// The memory that a night needs, told before its sources are read.
///
/// A night keeps all its rows in memory. One that does not fit would make the machine swap for hours, or be killed.
public enum MemoryNeed {
  /// The bytes of memory that a byte of text takes at the least.
  ///
  /// `Benchmarks/audit` measures 3.6 where there is much of it, for tables, indexes and findings together.
  static let least = 3

  /// The bytes that are free for this process, swap not counted; nil where the system does not say.
  public static func available() -> Int? {
    let machine = field("MemAvailable:", in: "/proc/meminfo").map { $0 * 1024 }
    guard let most = number(in: "/sys/fs/cgroup/memory.max") else { return machine }
    let group = most - (number(in: "/sys/fs/cgroup/memory.current") ?? 0)
    return min(machine ?? group, group)
  }

  /// Why sources cannot be audited in so much memory; nil where they may be.
  ///
  /// - Parameters:
  ///   - text: The bytes of the sources as text.
  ///   - available: The bytes of memory that are free.
  /// - Returns: What is wrong, and what to do.
  static func refusal(text: Int, available: Int) -> String? {
    let (need, overflow) = text.multipliedReportingOverflow(by: least)
    if !overflow, need <= available { return nil }
    return """
      the sources do not fit into memory: they hold \(megabytes(text)) of text, of which a night needs at least \
      \(least) times as much, and \(megabytes(available)) are free; nothing was read
        give the machine, or its container, more memory, or deliver extracts of fewer months
      """
  }

  /// How many bytes files hold as text, as far as their sizes tell.
  static func text(in files: [String]) -> Int {
    files.reduce(0) { total, path in
      total + ((try? FileState(of: path).size).map { inflated(path, $0) } ?? 0)
    }
  }

  /// A gzip file ends with the length of its last member's text.
  private static func inflated(_ path: String, _ size: Int) -> Int {
    guard path.hasSuffix(".gz"), let end = Files.end(of: path, count: 4), end.count == 4 else {
      return size
    }
    return max(size, end.reversed().reduce(0) { $0 << 8 | Int($1) })
  }

  private static func megabytes(_ bytes: Int) -> String { "\((bytes / 1_000_000).grouped) MB" }

  private static func field(_ name: String, in path: String) -> Int? {
    lines(of: path).first { $0.hasPrefix(name) }
      .flatMap { $0.split(separator: " ").dropFirst().first.flatMap { Int($0) } }
  }

  private static func number(in path: String) -> Int? { lines(of: path).first.flatMap { Int($0) } }

  private static func lines(of path: String) -> [Substring] {
    guard let bytes = try? Files.read(path) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}
