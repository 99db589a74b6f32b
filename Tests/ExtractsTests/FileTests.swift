@testable import Extracts
import Findings
import Glibc
import Tables
import TestSupport
import Testing

/// What gzip itself wrote.
private enum Gzip {
  /// What `printf 'a,b,c\n' | gzip -n` prints.
  static let headings: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4b, 0xd4, 0x49, 0xd2, 0x49, 0xe6,
    0x02, 0x00, 0x2f, 0xee, 0x26, 0x78, 0x06, 0x00, 0x00, 0x00,
  ]
  /// What `printf '1,2,3\n' | gzip -n` prints.
  static let row: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x33, 0xd4, 0x31, 0xd2, 0x31, 0xe6,
    0x02, 0x00, 0x2e, 0xb4, 0x1e, 0x05, 0x06, 0x00, 0x00, 0x00,
  ]
}

@Suite struct `Files` {
  @Test func `the manifest has the bytes as stored`() throws {
    // The digest is what `printf 'a,b,c\n' | sha256sum` prints.
    let record = try readRows("a,b,c\n").extract.record
    #expect(
      record.files == [
        FileRecord(
          name: "rows.csv",
          bytes: 6,
          sha256: "facf7c7ae315fc177ccc74b3d837762f7257b6ded1e1f906b7d034f25590263d",
          contents: FileContents(headings: ["a", "b", "c"])
        )
      ]
    )
  }

  @Test func `gzip is inflated, all members of it`() throws {
    let result = try readRows(Gzip.headings + Gzip.row, named: "rows.csv.gz")
    #expect(result.texts == [["1", "2", "3"]])
    #expect(result.extract.record.files.first?.bytes == Gzip.headings.count + Gzip.row.count)
  }

  @Test(arguments: [
    [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61],
    [0x61, 0, 0, 0, 0x2C, 0, 0, 0], [0, 0, 0, 0x61, 0, 0, 0, 0x2C],
  ])
  func `UTF-32 is refused with what to do`(bytes: [UInt8]) throws {
    for encoding in [TextEncoding.utf8, .utf16, .windows1252] {
      let error = #expect(throws: ExtractError.self) {
        try readRows(bytes) { $0.encoding = encoding }
      }
      #expect(error?.kind == .encoding)
      #expect(error?.message == "the file is UTF-32, which is not read; ask for CSV UTF-8")
    }
    let folder = Folder()
    let path = folder.write(bytes, to: "wide.csv")
    #expect(throwsKind(.encoding) { try inspect(path) { _ in false } })
  }

  @Test func `zeros after gzip are padding, other bytes are an error`() throws {
    let padded = Gzip.headings + Gzip.row + [0, 0, 0]
    #expect(try readRows(padded).texts == [["1", "2", "3"]])
    #expect(throwsKind(.brokenGzip) { try readRows(Gzip.headings + [0, 65]) })
  }

  @Test(arguments: [
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z"), ([0x28, 0xB5, 0x2F, 0xFD, 0x04], "zstd"),
    // What `printf 'a,b,c\n' | gzip -n | gzip -n` prints.
    (
      [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x93, 0xef, 0xe6, 0x60, 0x00,
        0x03, 0x66, 0xef, 0x2b, 0x9e, 0x97, 0x3c, 0x9f, 0x31, 0x31, 0xe8, 0xbf, 0x53, 0xab, 0x60,
        0x03, 0x8a, 0x01, 0x00, 0x7d, 0x48, 0xd1, 0x8d, 0x1a, 0x00, 0x00, 0x00,
      ], "gzip in gzip"
    ),
  ])
  func `what is packed otherwise is refused, with what to do`(bytes: [UInt8], word: String) {
    do {
      _ = try readRows(bytes)
      Issue.record("it was read")
    } catch {
      #expect("\(error)".contains("the file is no text but \(word); unpack it"), "\(error)")
    }
  }

  @Test func `gzip cut short anywhere is an error`() throws {
    for count in 2..<Gzip.headings.count {
      #expect(
        throwsKind(.brokenGzip) { try readRows(Array(Gzip.headings.prefix(count))) },
        "\(count) bytes"
      )
    }
  }

  @Test func `gzip with any byte of its data or check sum changed is an error`() throws {
    for index in 10..<Gzip.headings.count {
      var bytes = Gzip.headings
      bytes[index] ^= 0x55
      #expect(throws: ExtractError.self, "byte \(index)") { try readRows(bytes) }
    }
  }

  @Test func `gzip that unpacks to far more than rows ever do is refused`() throws {
    // A whole number of times the same member: zeros, which pack a thousand to one.
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: 1 << 20)
    let member = gzip(zeros)
    #expect(zeros.count / member.count > 900)
    let many = (0..<200).flatMap { _ in member }
    let error = #expect(throws: ExtractError.self) {
      try readRows(Gzip.headings + many, named: "rows.csv.gz")
    }
    #expect(error?.kind == .brokenGzip)
    #expect(error?.message.contains("more than 400 times its size") == true)
  }

  @Test func `a name that ends in gz promises gzip`() {
    #expect(throwsKind(.brokenGzip) { try readRows(Array("a,b,c\n".utf8), named: "rows.csv.gz") })
  }

  @Test func `a folder, a missing file and a pipe are refused in words`() throws {
    let folder = Folder()
    let pipe = "\(folder.path)/pipe"
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    defer { unsafe unlink(pipe) }
    for (path, words) in [
      (folder.path, "folder"), ("\(folder.path)/none.csv", "no such file"), (pipe, "ordinary file"),
    ] {
      let error = try #require(throws: ExtractError.self) {
        try read(Binding(schema: textSchema(), files: [path]), into: TextPool())
      }
      #expect(error.kind == .unreadable)
      #expect(error.description.hasPrefix("\(path): error: "))
      #expect(error.message.contains(words))
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read anything"))
  func `a file without permission is refused in words`() throws {
    let folder = Folder()
    let path = folder.write("a,b,c\n")
    #expect(unsafe chmod(path, 0) == 0)
    let error = try #require(throws: ExtractError.self) {
      try read(Binding(schema: textSchema(), files: [path]), into: TextPool())
    }
    #expect(error.message.contains("permission"))
  }

  @Test(
    arguments: [
      [0xEF, 0xBB, 0xBF], [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF],
      [0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF], [0xEF, 0xBB, 0xBF, 0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF],
    ] as [[UInt8]]
  )
  func `byte order marks are passed over, also a second one`(mark: [UInt8]) throws {
    #expect(try readRows(mark + Array("a,b,c\n1,2,3\n".utf8)).texts == [["1", "2", "3"]])
  }

  @Test func `Windows-1252 is read where declared`() throws {
    let bytes =
      Array("a,b,c\n".utf8) + [
        0x80, 0x2C, 0xA3, 0x35, 0x2C, 0x93, 0xE9, 0x94, 0x0A, 0x31, 0x2C, 0x81, 0x2C, 0x33, 0x0A,
      ]
    let result = try readRows(bytes) { $0.encoding = .windows1252 }
    #expect(result.texts == [["€", "£5", "“é”"]])
    #expect(result.extract.rejected.map(\.code) == [.encoding])
  }

  @Test func `another encoding than declared is refused`() {
    #expect(throwsKind(.encoding) { try readRows([0xFF, 0xFE, 0x61, 0, 0x2C, 0]) })
    #expect(throwsKind(.encoding) { try readRows([0x61, 0, 0x2C, 0]) })
    #expect(
      throwsKind(.encoding) {
        try readRows([0xEF, 0xBB, 0xBF, 0x61]) { $0.encoding = .windows1252 }
      }
    )
  }

  @Test func `a missing column is one error that names the nearest heading`() throws {
    let folder = Folder()
    let path = folder.write("a,Placment No,c\n1,2,3\n")
    let binding = Binding(
      schema: textSchema(),
      files: [path],
      columns: ["b": BoundColumn("Placement No")]
    )
    let error = try #require(throws: ExtractError.self) { try read(binding, into: TextPool()) }
    #expect(error.kind == .heading)
    #expect(error.line == 1)
    #expect(error.message.contains("\"Placement No\" (is it \"Placment No\"?)"))
    #expect(error.description.hasSuffix("\n  | a,Placment No,c"))
  }

  @Test func `no error shows a row that may be one of data`() throws {
    let names = ["a": BoundColumn("Name"), "b": BoundColumn("Town"), "c": BoundColumn("Paid")]
    for text in ["Ann Example,York,1.50\n", "Ann Example,Town,1.50\n", "x,y\nAnn Example,York\n"] {
      let error = try #require(throws: ExtractError.self) {
        try readRows(text) {
          $0.columns = names
          $0.headerLine = text.hasPrefix("x") ? 2 : 1
        }
      }
      #expect(error.excerpt == nil)
      #expect(!error.description.contains("Ann"))
      #expect(error.message.contains("correct `header_row`"))
    }
  }

  @Test func `a heading that is bound may stand once only`() throws {
    let error = try #require(throws: ExtractError.self) { try readRows("a,b,b,c\n1,2,3,4\n") }
    #expect(error.column == 3)
    #expect(try readRows("a,b,c,x,x\n1,2,3,4,5\n").texts == [["1", "2", "3"]])
  }

  @Test func `an empty file has no headings`() {
    #expect(throwsKind(.heading) { try readRows("") })
    #expect(throwsKind(.heading) { try readRows("a,b,c\n") { $0.headerLine = 4 } })
  }

  @Test func `too many rejected rows refuse the source and give the first reasons`() throws {
    let text = "a,b,c\n" + (1...9).map { "\($0),2\n" }.joined() + "1,2,3\n"
    let error = try #require(throws: ExtractError.self) {
      try readRows(text) { $0.maximumRejected = .rows(8) }
    }
    #expect(error.kind == .tooManyRejected)
    #expect(error.message.contains("9 of 10 rows were rejected, and at most 8 may be"))
    #expect(error.message.contains("rows.csv:6: the row has 2 cells, the headings 3"))
    #expect(!error.message.contains("rows.csv:7:"))
    #expect(try readRows(text) { $0.maximumRejected = .rows(9) }.texts.count == 1)
    #expect(try readRows(text) { $0.maximumRejected = .share(basisPoints: 9000) }.texts.count == 1)
    #expect(
      throwsKind(.tooManyRejected) {
        try readRows(text) { $0.maximumRejected = .share(basisPoints: 8999) }
      }
    )
  }

  @Test(arguments: ["x\n", "1,2,3\n"])
  func `a file with more rows than memory has room for is refused`(row: String) throws {
    // Short rows take far more room in memory than in the file, refused ones above all.
    let text = "a,b,c\n" + String(repeating: row, count: 20_000)
    for block in [1 << 10, 1 << 20] {
      let error = try #require(throws: ExtractError.self) {
        try readRows(text) {
          $0.memory = 200_000
          $0.sizes = RowSizes(block: block)
        }
      }
      #expect(error.kind == .tooManyRows)
      #expect(error.message.contains("do not fit into memory"))
    }
    let fitting = try readRows(text) { $0.memory = 20_000_000 }
    #expect(fitting.extract.record.read.rows == 20_000)
  }

  @Test func `rows are found wherever the buffer ends`() throws {
    let folder = Folder()
    let rows = (1...200).map { ["\($0)", String(repeating: "x\"\r\n", count: $0 % 5), "é,\($0)"] }
    let lines = rows.map { row in
      row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
    }
    let path = folder.write(lines.joined(separator: "\r\n"))
    for longestRow in [70, 71, 72, 73, 97, 1000] {
      var reader = try RecordReader(
        path: path,
        delimiter: 44,
        encoding: .utf8,
        sizes: RowSizes(longestRow: longestRow)
      )
      var count = 0
      while let record = try reader.next() {
        #expect(record.fault == nil)
        #expect(reader.cells.count == 3)
        #expect(Array(reader.buffer[reader.cells[0].range]) == Array("\(count + 1)".utf8))
        count += 1
      }
      #expect(count == 200)
    }
  }
}

@Suite struct `Pseudonyms of persons` {
  private let schema = Schema(
    dataset: "rows",
    each: "row",
    fields: [
      Field(name: "id", type: .text), Field(name: "person", type: .text, privacy: .pseudonymise),
    ],
    key: [0]
  )

  @Test func `are the first sixteen bytes of HMAC-SHA256`() throws {
    let folder = Folder()
    var binding = Binding(
      schema: schema,
      files: [folder.write("id,person\n1, Hi There \n2,Hi There\n")]
    )
    // RFC 4231 test case 1 has a shorter key; HMAC pads keys with zeros to the block, so this one is equal to it.
    binding.pseudonymKey = [UInt8](repeating: 0x0B, count: 20) + [UInt8](repeating: 0, count: 12)
    let pool = TextPool()
    let extract = try read(binding, into: pool)
    #expect(
      texts(extract, pool).map { $0[1] }
        == Array(repeating: "b0344c61d8db38535ca8afceaf0bf12b", count: 2)
    )
    #expect(pool.existingCode(for: "Hi There") == nil)
  }

  @Test(arguments: [nil, [UInt8](repeating: 1, count: 31)])
  func `need a key of 32 bytes`(key: [UInt8]?) {
    let folder = Folder()
    var binding = Binding(schema: schema, files: [folder.write("id,person\n")])
    binding.pseudonymKey = key
    #expect(throwsKind(.pseudonymKey) { _ = try read(binding, into: TextPool()) })
  }
}

/// Whether the work throws an extract error of this kind.
private func throwsKind(_ kind: ExtractError.Kind, _ work: () throws -> Any) -> Bool {
  do {
    _ = try work()
    return false
  } catch {
    return (error as? ExtractError)?.kind == kind
  }
}
