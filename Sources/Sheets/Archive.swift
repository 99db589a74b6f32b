/// The list of the files in a zip archive (PKWARE's APPNOTE 6.3), all of it checked before any of it is used.
///
/// Names are looked up and never used as paths. Stored and deflated files are read, zip64 included.
struct Archive: Sendable {
  /// Where a file lies in the archive, as the directory at the archive's end says.
  struct Entry: Sendable {
    var name: String
    /// The bytes of the name, which may be of no encoding that we know.
    var nameLength: Int
    var isEncrypted: Bool
    var hasSizesAfterwards: Bool
    var method: Int
    var checkSum: UInt32
    var packedSize: Int
    var size: Int
    /// Where the file's own header starts.
    var offset: Int
    /// The next file's header, or the directory: the file's data ends before it.
    var end = 0
  }

  let file: StoredFile
  let limits: Limits
  private let entries: [String: Entry]

  init(_ file: StoredFile, limits: Limits) throws(SheetsError) {
    self.file = file
    self.limits = limits
    let directory = try Directory(of: file)
    guard directory.count <= limits.entries else {
      throw SheetsError(
        .tooLarge,
        file: file.path,
        message: "the archive lists \(directory.count) files; at most \(limits.entries) are read"
      )
    }
    // A name may have 65,535 bytes; those of workbooks have fewer than a hundred.
    guard directory.range.count <= limits.entries * 1024 else {
      throw file.damage("its directory is too long")
    }
    var found = try Archive.readEntries(directory, of: file)
    found.sort { $0.offset < $1.offset }
    for index in found.indices {
      let end = index + 1 < found.count ? found[index + 1].offset : directory.range.lowerBound
      let (needed, overflow) = (found[index].offset + 30 + found[index].nameLength)
        .addingReportingOverflow(found[index].packedSize)
      guard !overflow, needed <= end else { throw file.damage("files in the archive overlap") }
      found[index].end = end
    }
    var entries: [String: Entry] = [:]
    for entry in found {
      guard entries.updateValue(entry, forKey: Archive.key(entry.name)) == nil else {
        throw file.damage("the archive has two files of the same name")
      }
    }
    self.entries = entries
  }

  /// The file with a name, the case of ASCII letters aside.
  func entry(_ name: String) -> Entry? { entries[Archive.key(name)] }

  /// The names of all files.
  var names: some Sequence<String> { entries.values.lazy.map(\.name) }

  /// The name as the names of parts are compared (ECMA-376 part 2, 6.2.2.3); some programs write backslashes.
  private static func key(_ name: String) -> String {
    name.lowercased().replacing("\\", with: "/")
  }

  private static func readEntries(_ directory: Directory, of file: StoredFile) throws(SheetsError)
    -> [Entry]
  {
    let bytes = try file.bytes(directory.range)
    let record = bytes.span
    var entries: [Entry] = []
    var start = 0
    for _ in 0..<directory.count {
      guard start + 46 <= record.count, record.integer(4, at: start) == 0x0201_4b50 else {
        throw file.damage("its directory is broken")
      }
      let nameLength = record.integer(2, at: start + 28)
      let extraLength = record.integer(2, at: start + 30)
      let next = start + 46 + nameLength + extraLength + record.integer(2, at: start + 32)
      guard next <= record.count else { throw file.damage("its directory is broken") }
      let flags = record.integer(2, at: start + 8)
      let extra = start + 46 + nameLength
      var entry = Entry(
        name: String(decoding: bytes[(start + 46)..<extra], as: UTF8.self),
        nameLength: nameLength,
        isEncrypted: flags & 0x41 != 0,
        hasSizesAfterwards: flags & 8 != 0,
        method: record.integer(2, at: start + 10),
        checkSum: UInt32(record.integer(4, at: start + 16)),
        packedSize: record.integer(4, at: start + 20),
        size: record.integer(4, at: start + 24),
        offset: record.integer(4, at: start + 42)
      )
      try entry.widen(record.extracting(extra..<(extra + extraLength)), of: file)
      guard entry.offset < directory.range.lowerBound else {
        throw file.damage("its directory points outside the file")
      }
      entries.append(entry)
      start = next
    }
    return entries
  }
}

extension Archive.Entry {
  /// Takes the sizes that do not fit 32 bits from the zip64 field (APPNOTE 4.5.3).
  fileprivate mutating func widen(_ extra: Span<UInt8>, of file: StoredFile) throws(SheetsError) {
    let wide = 0xffff_ffff
    guard size == wide || packedSize == wide || offset == wide else { return }
    var start = 0
    while start + 4 <= extra.count, extra.integer(2, at: start) != 1 {
      start += 4 + extra.integer(2, at: start + 2)
    }
    guard start + 4 <= extra.count else { return }
    let end = min(start + 4 + extra.integer(2, at: start + 2), extra.count)
    start += 4
    for field in [\Archive.Entry.size, \.packedSize, \.offset] where self[keyPath: field] == wide {
      guard start + 8 <= end, let value = extra.length(at: start) else {
        throw file.damage("its directory is broken")
      }
      self[keyPath: field] = value
      start += 8
    }
  }
}

/// Where the directory of a zip archive is, as the record at the archive's end says.
private struct Directory {
  var range: Range<Int>
  var count: Int

  init(of file: StoredFile) throws(SheetsError) {
    // A comment of up to 65,535 bytes may follow the record.
    let tail = max(0, file.size - 65_557)
    let bytes = try file.bytes(tail..<file.size)
    let record = bytes.span
    var start = record.count - 22
    // The comment must fill the rest of the file, or the mark was only part of other data.
    while start >= 0,
      record.integer(4, at: start) != 0x0605_4b50
        || start + 22 + record.integer(2, at: start + 20) != record.count
    { start -= 1 }
    guard start >= 0 else { throw file.damage("the archive's end is missing") }
    count = record.integer(2, at: start + 10)
    var (size, offset) = (record.integer(4, at: start + 12), record.integer(4, at: start + 16))
    var end = tail + start
    guard record.integer(2, at: start + 4) == 0, record.integer(2, at: start + 8) == count else {
      throw file.damage("it is one of several volumes")
    }
    if count == 0xffff || size == 0xffff_ffff || offset == 0xffff_ffff,
      start >= 20, record.integer(4, at: start - 20) == 0x0706_4b50
    {
      guard let wide = record.length(at: start - 12), wide <= end - 76 else {
        throw file.damage("the archive's end is broken")
      }
      let bytes = try file.bytes(wide..<(wide + 56))
      let record = bytes.span
      guard record.count == 56, record.integer(4, at: 0) == 0x0606_4b50,
        let wideCount = record.length(at: 32), let wideSize = record.length(at: 40),
        let wideOffset = record.length(at: 48)
      else { throw file.damage("the archive's end is broken") }
      (count, size, offset, end) = (wideCount, wideSize, wideOffset, wide)
    }
    guard offset <= end, size <= end - offset, count <= size / 46 else {
      throw file.damage("the archive's end is broken")
    }
    range = offset..<(offset + size)
  }
}

extension StoredFile {
  /// An error for a file that is cut short or breaks the rules of its format.
  func damage(_ reason: String) -> SheetsError {
    SheetsError(
      .damaged,
      file: path,
      message: "the file is cut short or damaged (\(reason)); ask for a fresh copy"
    )
  }
}

extension Span<UInt8> {
  /// The little-endian number of up to four bytes at a place.
  func integer(_ width: Int, at index: Int) -> Int {
    var value = 0
    for offset in 0..<width { value |= Int(self[index + offset]) << (8 * offset) }
    return value
  }

  /// The little-endian number of eight bytes at a place; nil where no file could be so long.
  fileprivate func length(at index: Int) -> Int? {
    let high = integer(4, at: index + 4)
    return high < 1 << 20 ? high << 32 | integer(4, at: index) : nil
  }
}
