internal import Extracts
internal import Values

/// The memory that a night needs, told before its sources are read.
///
/// A night keeps all its rows in memory. One that does not fit would make the machine swap for hours, or be killed.
public enum MemoryNeed {
  /// The bytes that are free for this process, swap not counted; nil where the system does not say.
  public static func available() -> Int? {
    let machine = field("MemAvailable:", in: "/proc/meminfo").map { $0 * 1024 }
    return (groups.compactMap(free) + [machine].compactMap { $0 }).min()
  }

  /// A control group that limits the memory of this process.
  private struct Group {
    let limit: String
    let used: String
    let statistics: String
    let reclaimable: String
  }

  /// The groups of this process and those around them, in both versions of the interface.
  private static let groups: [Group] = lines(of: "/proc/self/cgroup").flatMap { line -> [Group] in
    let parts = text(line).split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return [] }
    let isUnified = parts[1].isEmpty
    guard isUnified || parts[1].split(separator: ",").contains("memory") else { return [] }
    let root = isUnified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory"
    let names = parts[2].split(separator: "/")
    return (0...names.count).map { depth in
      let folder = ([root] + names.prefix(depth).map(String.init)).joined(separator: "/")
      return isUnified
        ? Group(
          limit: "\(folder)/memory.max",
          used: "\(folder)/memory.current",
          statistics: "\(folder)/memory.stat",
          reclaimable: "inactive_file"
        )
        : Group(
          limit: "\(folder)/memory.limit_in_bytes",
          used: "\(folder)/memory.usage_in_bytes",
          statistics: "\(folder)/memory.stat",
          reclaimable: "total_inactive_file"
        )
    }
  }.filter { number(in: $0.limit) != nil }

  /// The bytes that a group leaves, files that the system keeps at hand not counted; nil where it does not say.
  private static func free(_ group: Group) -> Int? {
    guard let most = number(in: group.limit), let used = number(in: group.used) else { return nil }
    return most - used + (field(group.reclaimable, in: group.statistics) ?? 0)
  }

  /// Why sources cannot be audited in so much memory; nil where they may be.
  ///
  /// - Parameters:
  ///   - text: The bytes of the sources as text.
  ///   - available: The bytes of memory that are free.
  /// - Returns: What is wrong, and what to do.
  static func refusal(text: Int, available: Int) -> String? {
    // `Benchmarks/audit` measures 1.9 bytes or more for a byte of text, for tables, indexes and findings together.
    let (need, overflow) = text.addingReportingOverflow(text / 2)
    if !overflow, need <= available { return nil }
    return """
      the sources do not fit into memory: they hold \(megabytes(text)) of text, of which a night needs at least \
      one and a half times as much, and \(megabytes(available)) are free; nothing was read
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
    lines(of: path).first { $0.starts(with: name.utf8) }
      .flatMap { text($0).split(separator: " ").dropFirst().first.flatMap { Int($0) } }
  }

  private static func number(in path: String) -> Int? {
    lines(of: path).first.flatMap { Int(text($0)) }
  }

  private static func lines(of path: String) -> [ArraySlice<UInt8>] {
    ((try? Files.read(path)) ?? []).split(separator: UInt8(ascii: "\n"))
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line, as: UTF8.self)
  }
}
