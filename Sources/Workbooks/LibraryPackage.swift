/// A workbook's file as the library wrote it: a zip archive (PKWARE's APPNOTE 6.3) of parts.
struct LibraryPackage {
  /// Why rows cannot be added.
  enum Flaw: Error {
    /// The file is not as the library writes it.
    case unknown
    /// The sizes have no room in their fields of 32 bits.
    case tooLarge
  }

  /// A part, with what the archive says of it.
  private struct Part {
    var name: String
    /// Where its own header, name and data are.
    var place: Range<Int>
    /// Where its data is.
    var data: Range<Int>
    /// Where its record in the archive's directory is.
    var record: Range<Int>
  }

  private let bytes: [UInt8]
  private var parts: [Part] = []

  /// Reads the archive.
  init(_ bytes: [UInt8]) throws(Flaw) {
    self.bytes = bytes
    let end = bytes.count - 22
    guard end >= 0, number(4, at: end) == 0x0605_4b50 else { throw .unknown }
    var next = number(4, at: end + 16)
    for _ in 0..<number(2, at: end + 10) {
      guard next + 46 <= end, number(4, at: next) == 0x0201_4b50 else { throw .unknown }
      let nameEnd = next + 46 + number(2, at: next + 28)
      let recordEnd = nameEnd + number(2, at: next + 30) + number(2, at: next + 32)
      let start = number(4, at: next + 42)
      // Deflated, and with the sizes in the header, where they can be put right.
      guard recordEnd <= end, start + 30 <= end, number(2, at: next + 8) & 8 == 0,
        number(2, at: next + 10) == 8
      else { throw .unknown }
      let data = start + 30 + number(2, at: start + 26) + number(2, at: start + 28)
      let dataEnd = data + number(4, at: next + 20)
      guard dataEnd <= end else { throw .unknown }
      parts.append(
        Part(
          name: String(decoding: bytes[next + 46..<nameEnd], as: UTF8.self),
          place: start..<dataEnd,
          data: data..<dataEnd,
          record: next..<recordEnd
        )
      )
      next = recordEnd
    }
  }

  /// The archive with long rows on its sheets.
  ///
  /// - Parameter rows: The rows, by the number of their sheet, which counts from 0.
  /// - Returns: The archive in pieces.
  /// - Throws: What stands against it.
  func adding(_ rows: [Int: [LongRows]]) throws(Flaw) -> [[UInt8]] {
    let sheets = Dictionary(
      uniqueKeysWithValues: rows.map { ("xl/worksheets/sheet\($0.key + 1).xml", $0.value) }
    )
    var (pieces, directory): ([[UInt8]], [UInt8]) = ([], [])
    var (offset, changed) = (0, 0)
    for part in parts {
      var record = Array(bytes[part.record])
      guard record.put(offset, at: 42) else { throw .tooLarge }
      if let rows = sheets[part.name] {
        var header = Array(bytes[part.place.lowerBound..<part.data.lowerBound])
        let text = try text(of: part, adding: rows)
        guard record.put(text, at: 16), header.put(text, at: 14) else { throw .tooLarge }
        pieces.append(header)
        pieces += text.pieces
        offset += header.count + text.packedSize
        changed += 1
      } else {
        pieces.append(Array(bytes[part.place]))
        offset += part.place.count
      }
      directory += record
    }
    var end = Array(bytes.suffix(22))
    guard changed == sheets.count else { throw .unknown }
    guard end.put(directory.count, at: 12), end.put(offset, at: 16) else { throw .tooLarge }
    return pieces + [directory, end]
  }

  /// The text of a sheet with rows before those that the library wrote after them.
  private func text(of sheet: Part, adding rows: [LongRows]) throws(Flaw) -> PackedText {
    let size = number(4, at: sheet.record.lowerBound + 24)
    guard let xml = inflated(Array(bytes[sheet.data]), size: size) else { throw .unknown }
    var text = PackedText()
    var start = 0
    for rows in rows {
      // Texts have no such bytes: an angle bracket in them is escaped.
      guard let next = xml[start...].firstRange(of: Array("<row r=\"\(rows.end)\"".utf8)) else {
        throw .unknown
      }
      text.append(PackedText(Array(xml[start..<next.lowerBound])))
      text.append(rows.text)
      start = next.lowerBound
    }
    text.append(PackedText(Array(xml[start...]), isLast: true))
    return text
  }

  /// The little-endian number of some bytes at a place.
  private func number(_ width: Int, at index: Int) -> Int {
    bytes[index..<index + width].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

extension [UInt8] {
  /// Writes a number of 32 bits at a place; false where it has more.
  fileprivate mutating func put(_ number: Int, at index: Int) -> Bool {
    guard let number = UInt32(exactly: number), number < .max else { return false }
    for byte in 0..<4 { self[index + byte] = UInt8(truncatingIfNeeded: number >> (8 * byte)) }
    return true
  }

  /// Writes the check sum and the sizes of a text where the header of a part or its record has them.
  fileprivate mutating func put(_ text: PackedText, at index: Int) -> Bool {
    for byte in 0..<4 {
      self[index + byte] = UInt8(truncatingIfNeeded: text.checkSum >> (8 * byte))
    }
    return put(text.packedSize, at: index + 4) && put(text.size, at: index + 8)
  }
}
