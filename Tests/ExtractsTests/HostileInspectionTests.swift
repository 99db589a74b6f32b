import Extracts
import Glibc
import TestSupport
import Testing

@Suite struct `Hostile files that are looked into` {
  @Test func `any bytes give a profile or an error, and no crash`() throws {
    for seed in Soak.seeds(short: 60, long: 20_000) { try lookAtChance(seed) }
  }

  private func lookAtChance(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces: [[UInt8]] = [
      [0], [0xFF], [0xEF, 0xBB, 0xBF], [0x22], [0x2C], [0x0A], [0x0D], [0x3B], [0x09], [0xC2],
      [0x1F, 0x8B], [0xE2, 0x88, 0x92], Array(repeating: 0x39, count: 40),
    ]
    let words = [
      "Total", "2024-02-30", "(1,000.00)", "£", "é", "N/A", "name", "31/12/99 23:59", "12 CR", "-",
    ].map { Array($0.utf8) }
    var bytes: [UInt8] = seed % 3 == 0 ? Array("reference,date,amount\n".utf8) : []
    for _ in 0..<Int.random(in: 0..<400, using: &random) {
      bytes += (pieces + words)[Int.random(in: 0..<(pieces.count + words.count), using: &random)]
    }
    let folder = Folder()
    let path = folder.write(bytes, to: "file.csv")
    var profile: FileProfile?
    let refused = refusal { profile = try inspect(path, isPersonal: { _ in false }) }
    #expect((profile == nil) == (refused != nil), "seed \(seed)")
    #expect(refused == nil || refused?.file == path, "seed \(seed)")
    for column in profile?.columns ?? [] {
      #expect(column.filled <= profile?.rows ?? 0, "seed \(seed)")
    }
  }

  @Test func `a row of a mebibyte is counted, and what is kept of it is short`() throws {
    let long = String(repeating: "long text ", count: 104_000)
    let folder = Folder()
    let path = folder.write("a,b\n1,\(long)\n2,\(long + long)\n3,x\n", to: "file.csv")
    let profile = try inspect(path, isPersonal: { _ in false })
    #expect(profile.rows == 3)
    #expect(profile.columns[1].content == .text(longest: 1_039_999))
    #expect(profile.columns[1].filled == 2)
    #expect(profile.columns[1].shapes.allSatisfy { $0.count <= 25 })
  }

  @Test func `a hundred megabytes without a line's end, and many rows, take little memory`() async {
    // A process of its own, for the most that it ever holds is told of a whole process.
    await #expect(processExitsWith: .success) {
      let folder = Folder()
      let path = folder.write([], to: "file.csv")
      for part in ["x,", "reference,supplier,net\n"] {
        guard let file = unsafe fopen(path, "w") else { exit(2) }
        let isRows = part.hasSuffix("\n")
        if isRows { unsafe fputs(part, file) }
        let block = (0..<1_000).map { isRows ? "P\($0),Supplier \($0),\($0).50\n" : "\(part)\($0)" }
          .joined()
        for _ in 0..<(100_000_000 / block.utf8.count) { unsafe fputs(block, file) }
        unsafe fclose(file)
        Peak.forget()
        let before = Peak.kibibytes()
        let profile = try inspect(path, isPersonal: { _ in false })
        guard profile.bytes > 90_000_000, before > 0, Peak.kibibytes() - before < 40_000 else {
          exit(1)
        }
      }
    }
  }
}

extension FileProfile {
  /// The columns of a text file.
  fileprivate var columns: [ColumnProfile] {
    if case .text(_, let table) = form { table?.columns ?? [] } else { [] }
  }

  /// The rows of a text file.
  fileprivate var rows: Int {
    if case .text(_, let table) = form { table?.rows ?? 0 } else { 0 }
  }
}

/// The most memory that this process has held.
private enum Peak {
  /// Makes the system forget how much that was.
  static func forget() {
    guard let file = unsafe fopen("/proc/self/clear_refs", "w") else { return }
    unsafe fputs("5", file)
    unsafe fclose(file)
  }

  /// How much that was; 0 where the system does not tell.
  static func kibibytes() -> Int {
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
