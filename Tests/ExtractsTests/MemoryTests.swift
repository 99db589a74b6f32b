import Extracts
import Findings
import Glibc
import Tables
import TestSupport
import Testing

// Each in a process of its own, for the most that it ever holds is told of a whole process.
@Suite struct `The memory that reading takes` {
  @Test func `is that of the bound columns, however wide a text file is`() async {
    await #expect(processExitsWith: .success) {
      let filler = String(repeating: "not bound at all,", count: 60)
      let headings = "id," + String(repeating: "memo,", count: 60) + "\n"
      let file = LargeFile(rows: 180_000) { $0 == 0 ? headings : "\($0),\(filler)\n" }
      // 184 MB of text, of which a number is kept for each row. Some blocks for each processor are read and wait to be
      // joined: how many, depends on the moment.
      let grown = try LargeFile.growth(reading: file.path)
      guard file.size > 180_000_000, grown < 112 * 1024 else {
        print("\(grown) KiB")
        exit(1)
      }
    }
  }

  @Test func `is that of the bound columns, however wide a sheet is`() async {
    await #expect(processExitsWith: .success) {
      let cells = (0..<40).map { "<c><v>\($0 * 7919)</v></c>" }.joined()
      let rows = (0..<60_000).map { "<row><c><v>\($0)</v></c>\(cells)</row>" }.joined()
      let headings = (["id"] + [String](repeating: "memo", count: 40))
        .map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
      let bytes = Book(rows: "<row>\(headings)</row>" + rows).bytes
      let file = LargeFile(rows: 1) { _ in bytes }
      // As many MB of XML.
      let grown = try LargeFile.growth(reading: file.path)
      guard rows.utf8.count > 40_000_000, grown < 32_768 else {
        print("\(grown) KiB")
        exit(1)
      }
    }
  }

  @Test func `is little for each row that does not fit, however many there are`() async {
    await #expect(processExitsWith: .success) {
      let file = LargeFile(rows: 1_000_001) { $0 == 0 ? "id,net\n" : "\($0),not a number\n" }
      let grown = try LargeFile.growth(reading: file.path, rejecting: 1_000_000)
      guard grown < 300 * 1024 else {
        print("\(grown) KiB")
        exit(1)
      }
    }
  }
}

/// A file of many rows, the first of them with headings, of which some are `id` and `net`.
private final class LargeFile {
  let path = "/tmp/vouch-large-\(UInt64.random(in: .min ... .max))"
  private(set) var size = 0

  convenience init(rows: Int, row: (Int) -> String) {
    self.init(rows: rows) { Array(row($0).utf8) }
  }

  init(rows: Int, row: (Int) -> [UInt8]) {
    guard let file = unsafe fopen(path, "w") else { fatalError("there is no room") }
    for number in 0..<rows {
      let bytes = row(number)
      size += unsafe fwrite(bytes, 1, bytes.count, file)
    }
    unsafe fclose(file)
  }

  deinit { unsafe unlink(path) }

  /// By how many KiB the process grows while it reads a file as numbers that stand under `id`.
  static func growth(reading path: String, rejecting count: Int = 0) throws -> Int {
    let fields = [
      Field(name: "id", type: .number(scale: 0)),
      Field(name: "net", type: .money),
    ]
    let schema = Schema(
      dataset: "rows",
      each: "row",
      fields: count == 0 ? [fields[0]] : fields,
      key: []
    )
    var binding = Binding(schema: schema, files: [path])
    binding.maximumRejected = .rows(.max)
    binding.acceptsMissingCells = true
    PeakMemory.forget()
    let before = PeakMemory.kibibytes()
    let extract = try read(binding, into: TextPool())
    guard before > 0, extract.record.rejected.rows == count else { return .max }
    return PeakMemory.kibibytes() - before
  }
}
