/// The unpacked bytes of one file in an archive, in order; its length and check sum are verified at its end.
final class PartReader {
  let archive: Archive
  /// The file and the archive.
  var name: PartName { PartName(name: entry.name, file: archive.file) }
  private let entry: Archive.Entry
  private var inflater: InflateStream?
  private var input: [UInt8]
  private var pending = 0..<0
  private var position: Int
  private let end: Int
  private var sum: UInt32 = 0
  private var count = 0

  /// Opens a file that may unpack to at most `maximum` bytes.
  init(_ entry: Archive.Entry, in archive: Archive, maximum: Int) throws(SheetsError) {
    guard entry.size <= maximum else {
      throw SheetsError(
        .tooLarge,
        file: archive.file.path,
        message:
          "\"\(entry.name)\" in it would unpack to \(entry.size) bytes; at most \(maximum) are "
          + "read; divide the workbook, or export it as CSV"
      )
    }
    let start = try PartReader.dataStart(of: entry, in: archive)
    self.archive = archive
    self.entry = entry
    input = [UInt8](repeating: 0, count: 1 << 16)
    position = start
    end = start + entry.packedSize
    inflater = entry.method == 8 ? InflateStream(.none) : nil
  }

  /// Checks the file's own header, which must agree with the directory.
  private static func dataStart(of entry: Archive.Entry, in archive: Archive) throws(SheetsError)
    -> Int
  {
    let file = archive.file
    guard !entry.isEncrypted else {
      throw SheetsError(
        .encrypted,
        file: file.path,
        message: "\"\(entry.name)\" in it is encrypted; save the workbook without a password"
      )
    }
    guard entry.method == 0 || entry.method == 8 else {
      throw SheetsError(
        .otherFormat,
        file: file.path,
        message: "\"\(entry.name)\" in it is packed in a way (\(entry.method)) that workbooks "
          + "do not use; open it in a spreadsheet program and save it again"
      )
    }
    let bytes = try file.bytes(entry.offset..<(entry.offset + 30))
    let header = bytes.span
    guard header.count == 30, header.integer(4, at: 0) == 0x0403_4b50,
      header.integer(2, at: 8) == entry.method, header.integer(2, at: 26) == entry.nameLength
    else { throw file.damage("\"\(entry.name)\" has a broken header") }
    let nameEnd = entry.offset + 30 + entry.nameLength
    let name = try file.bytes((entry.offset + 30)..<nameEnd)
    let packedSize = header.integer(4, at: 18)
    let start = nameEnd + header.integer(2, at: 28)
    guard String(decoding: name, as: UTF8.self) == entry.name,
      start + entry.packedSize <= entry.end,
      packedSize == entry.packedSize || packedSize == 0xffff_ffff || entry.hasSizesAfterwards
    else { throw file.damage("\"\(entry.name)\" has a broken header") }
    guard entry.method == 8 || entry.size == entry.packedSize else {
      throw file.damage("\"\(entry.name)\" has two lengths")
    }
    return start
  }

  /// Reads bytes into the buffer, and returns how many; 0 at the end.
  func read(into buffer: inout [UInt8]) throws(SheetsError) -> Int {
    let read = inflater == nil ? try copy(into: &buffer) : try inflate(into: &buffer)
    count += read
    guard count <= entry.size else { throw damage("is longer than the archive says") }
    // Nothing that deflates beyond 1032 to 1 is possible, so this is about files made to be unpacked at length.
    let taken = position - (end - entry.packedSize)
    guard count <= 1 << 20 || count / archive.limits.ratio <= taken else {
      throw SheetsError(
        .tooLarge,
        file: archive.file.path,
        message:
          "\"\(entry.name)\" in it unpacks to more than \(archive.limits.ratio) times its size, "
          + "as no real workbook does; ask where the file comes from"
      )
    }
    sum = checkSum(sum, of: buffer, count: read)
    if read == 0 {
      guard count == entry.size else { throw damage("is shorter than the archive says") }
      guard sum == entry.checkSum else { throw damage("does not have its check sum") }
    }
    return read
  }

  private func copy(into buffer: inout [UInt8]) throws(SheetsError) -> Int {
    let wanted = min(buffer.count, end - position)
    let read = try archive.file.read(into: &buffer, count: wanted, at: position)
    position += read
    return read
  }

  private func inflate(into buffer: inout [UInt8]) throws(SheetsError) -> Int {
    while inflater?.isComplete == false {
      if pending.isEmpty, position < end {
        let wanted = min(input.count, end - position)
        let read = try archive.file.read(into: &input, count: wanted, at: position)
        guard read == wanted else { throw damage("is cut short") }
        position += read
        pending = 0..<read
      }
      let before = pending.count
      do throws(InflateStream.Damage) {
        let written = try inflater?.inflate(&input, &pending, into: &buffer) ?? 0
        if written > 0 { return written }
      } catch {
        throw damage("is not packed as it should be")
      }
      guard inflater?.isComplete == true || pending.count < before || position < end else {
        throw damage("is cut short")
      }
    }
    return 0
  }

  private func damage(_ reason: String) -> SheetsError {
    archive.file.damage("\"\(entry.name)\" \(reason)")
  }
}
