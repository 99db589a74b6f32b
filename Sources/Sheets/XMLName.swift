/// The names of elements and attributes that are read, of all parts of a workbook.
enum XMLName: String, CaseIterable {
  // Cells.
  case row, c, v, f, `is`, t, r, s, rPh
  case sheetData, cols, col, mergeCell
  case min, max, hidden, ref
  // Shared texts and styles.
  case si, numFmt, cellXfs, xf, numFmtId, formatCode
  // The workbook.
  case workbookPr, date1904, calcPr, fullCalcOnLoad, sheet, name, state
  // Packaging.
  case relationship = "Relationship"
  case id = "Id"
  case type = "Type"
  case target = "Target"
  case targetMode = "TargetMode"
  case override = "Override"
  case `default` = "Default"
  case partName = "PartName"
  case contentType = "ContentType"
  case `extension` = "Extension"
  /// The attribute that leads from a sheet to its relationship, whatever its prefix.
  case relationshipID = ":id"
  /// All that is not read.
  case other = ""
}

/// Finds names by their bytes.
struct XMLNames {
  private var letters = [XMLName](repeating: .other, count: 128)
  private var words: [[(bytes: [UInt8], name: XMLName)]] = []

  init() {
    for name in XMLName.allCases {
      let bytes = Array(name.rawValue.utf8)
      while words.count <= bytes.count { words.append([]) }
      words[bytes.count].append((bytes, name))
      if bytes.count == 1 { letters[Int(bytes[0])] = name }
    }
  }

  /// The name of one ASCII letter that ends with a zero; nil for any other.
  subscript(letter name: UnsafePointer<CChar>) -> XMLName? {
    let letter = unsafe Int(name[0])
    guard letter > 0, unsafe name[1] == 0 else { return nil }
    return letters[letter]
  }

  subscript(bytes: Span<UInt8>) -> XMLName {
    if bytes.count == 1 { return bytes[0] < 128 ? letters[Int(bytes[0])] : .other }
    guard bytes.count < words.count else { return .other }
    for word in words[bytes.count] where word.bytes.span.isEqual(to: bytes) { return word.name }
    return .other
  }
}

extension Span<UInt8> {
  /// Whether both hold the same bytes.
  func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}
