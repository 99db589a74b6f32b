import ExtractsTrials
import Glibc
import TestSupport
import Testing

/// What must hold for every file, for very many files.
@Suite(.timeLimit(.minutes(10))) struct `Any file` {
  @Test func `of text is refused, or each of its rows is accounted for`() throws {
    let corpus = try files("ExtractsTrials/Corpus/csv", ending: ".csv")
    try #require(corpus.count > 20)
    for seed in Soak.seeds(short: 40, long: 4000) {
      var random = SeededGenerator(seed: seed)
      for round in 0..<100 {
        let bytes =
          round.isMultiple(of: 2)
          ? rows(&random) : changed(corpus[(round / 2 + Int(seed)) % corpus.count], &random)
        let problem = TextTrial(bytes).problem()
        #expect(problem == nil, "\(random), round \(round): \(bytes)")
      }
    }
  }

  @Test func `of the corpus of texts is refused, or each of its rows is accounted for`() throws {
    let corpus = try files("ExtractsTrials/Corpus/csv", ending: ".csv")
    try #require(corpus.count > 20)
    for file in corpus {
      for block in UInt8(0x40)...0x7F {
        let problem = TextTrial(file[..<3] + [block] + file[4...]).problem()
        #expect(problem == nil)
      }
    }
  }

  @Test func `as a workbook is refused, or is sheets of rows in order`() throws {
    let corpus =
      try files("ExtractsTrials/Corpus/xlsx", ending: ".parts")
      + files("SheetsTests/Corpus", ending: ".xlsx")
    let readable = corpus.filter { WorkbookTrial($0).rowCount() != nil }
    try #require(corpus.count > 10 && readable.count > 5)
    for seed in Soak.seeds(short: 20, long: 4000) {
      var random = SeededGenerator(seed: seed)
      for file in corpus {
        let problem = WorkbookTrial(changed(file, &random)).problem()
        #expect(problem == nil, "\(random)")
      }
    }
  }

  private func files(_ folder: String, ending: String) throws -> [[UInt8]] {
    try ProjectFiles.list("\(ProjectFiles.root)/Tests/\(folder)", ending: ending).map { path in
      let file = try unsafe #require(fopen(path, "rb"))
      defer { unsafe fclose(file) }
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = unsafe fread(&bytes, 1, bytes.count, file)
      return Array(bytes[..<count])
    }
  }

  /// Options, and rows as they come, with quotes and line ends wherever they may stand.
  private func rows(_ random: inout SeededGenerator) -> [UInt8] {
    let pieces = [
      "1", "2", "abc", "\"x\ny\"", "\"x\"\"y\"", "\"\r\n\"", "", " ", "\u{a0}", "é", "e\u{301}",
      "€", "\"𝄞\"", "Total", "TRL", "©", "n/a", "-x", "\"", "\"\"", "a\"b", "\u{0}", "\u{feff}",
      "\u{1A}",
      "1.50", "-3", "2024-02-29", "true", String(repeating: "z", count: 40),
    ]
    let options = (0..<4).map { _ in UInt8.random(in: 0x40...0x7F, using: &random) }
    let isWindows = options[0] >> 2 & 3 == 1
    let delimiter = [",", ";", "\t", isWindows ? "¬" : "|"][Int(options[0] & 3)]
    let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    var text = String(repeating: "note\(lineEnd)", count: Int(options[0] >> 4 & 3) % 3)
    text += ["a", "b", "c"].joined(separator: delimiter) + lineEnd
    for _ in 0..<Int.random(in: 0...30, using: &random) {
      let count = Int.random(in: 0..<8, using: &random) == 0 ? 5 : 3
      text += (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined(separator: delimiter)
      text += Int.random(in: 0..<12, using: &random) == 0 ? "\r" : lineEnd
    }
    text +=
      ["", "\u{1A}", "\u{0}\u{0}\(lineEnd)\u{1A}\(lineEnd)"].randomElement(using: &random) ?? ""
    return options + bytes(of: text, encoding: Int(options[0] >> 2 & 3))
  }

  private func bytes(of text: String, encoding: Int) -> [UInt8] {
    switch encoding {
    case 1: text.unicodeScalars.map { UInt8(exactly: $0.value) ?? 0x81 }
    case 2: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    default: Array(text.utf8)
    }
  }

  /// A file with some of its bytes changed, moved, repeated or cut off.
  private func changed(_ file: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = file
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...20, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1:
        bytes[place] =
          Array("\",;\t|\n\r <>/=0\u{0}".utf8).randomElement(using: &random) ?? 0
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.removeSubrange(place...)
      case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
      default:
        let other = Int.random(in: 0...bytes.count, using: &random)
        bytes.insert(contentsOf: bytes[place..<end], at: other)
      }
    }
    return bytes
  }
}
