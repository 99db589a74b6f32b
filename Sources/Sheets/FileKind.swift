/// Tells workbooks from the files that are taken for them, and says what to do about the others.
enum FileKind {
  /// Refuses what is not a zip archive, by its first bytes.
  static func requireArchive(_ file: StoredFile) throws(SheetsError) {
    let start = try file.bytes(0..<512)
    if start.starts(with: FileStart.archive) { return }
    if start.starts(with: FileStart.compound + [0xa1, 0xb1, 0x1a, 0xe1]) {
      guard try !contains("EncryptedPackage", file) else {
        throw SheetsError(
          .encrypted,
          file: file.path,
          message: "the workbook is protected by a password to open it; save it without one"
        )
      }
      throw other(file, "is a legacy Excel workbook (.xls); save it as .xlsx or CSV")
    }
    let text = String(decoding: start, as: UTF8.self).lowercased()
    if FileStart.isOldestWorkbook(start) {
      throw other(file, "is a legacy Excel workbook (.xls); save it as .xlsx or CSV")
    }
    if start.isEmpty { throw other(file, "is empty; ask for a fresh copy") }
    if start.starts(with: FileStart.gzip) { throw other(file, "is gzip; unpack it") }
    if text.contains("<html") || text.contains("<table") || text.contains("schemas-microsoft-com") {
      throw other(
        file,
        "is a web page or XML, whatever its name; open it in a spreadsheet program and save it as .xlsx or CSV"
      )
    }
    if start.starts(with: FileStart.pdf) {
      throw other(file, "is a PDF, whatever its name; ask for the table as .xlsx or CSV")
    }
    if start.allSatisfy({ $0 >= 0x20 || [0x09, 0x0a, 0x0d].contains($0) }) {
      throw other(file, "is text, whatever its name; read it as CSV")
    }
    throw other(file, "is not a workbook (.xlsx); ask for a fresh copy")
  }

  /// The name of the part that lists the sheets; refuses workbooks of other formats, and those with macros.
  static func workbookPart(of archive: Archive) throws(SheetsError) -> String {
    let file = archive.file
    let names = archive.names.map { $0.lowercased() }
    if names.contains(where: { $0.hasSuffix("vbaproject.bin") || $0.contains("macrosheets/") }) {
      throw macros(file)
    }
    guard archive.entry("[Content_Types].xml") != nil else {
      if archive.entry("mimetype") != nil, archive.entry("content.xml") != nil {
        throw other(file, "is an OpenDocument spreadsheet (.ods); save it as .xlsx or CSV")
      }
      throw other(file, "is a zip archive without a workbook (.xlsx) in it; unpack it")
    }
    let part = try Relationships(of: "", in: archive).part("officeDocument")
    let type = try part.flatMap { part throws(SheetsError) in
      try ContentTypes(in: archive).type(of: part)
    }
    guard let part, let type = type?.lowercased() else {
      throw file.damage("it does not say which part lists the sheets")
    }
    if type.contains("binary") || part.hasSuffix(".bin") {
      throw other(file, "is a binary workbook (.xlsb); save it as .xlsx or CSV")
    }
    if type.contains("macroenabled") { throw macros(file) }
    guard type.contains("spreadsheetml.sheet.main") || type.contains("spreadsheetml.template.main")
    else { throw other(file, "is another kind of Office document; it has no sheets of cells") }
    return part
  }

  private static func other(_ file: StoredFile, _ what: String) -> SheetsError {
    SheetsError(.otherFormat, file: file.path, message: "the file \(what)")
  }

  private static func macros(_ file: StoredFile) -> SheetsError {
    SheetsError(
      .macros,
      file: file.path,
      message: "the workbook holds macros, or is of a type that may; save it as .xlsx without them"
    )
  }

  /// Whether an ASCII text stands in the file as UTF-16, as the directories of old Office files write names.
  private static func contains(_ text: String, _ file: StoredFile) throws(SheetsError) -> Bool {
    let wanted: [UInt8] = text.utf8.flatMap { [$0, UInt8(0)] }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var start = 0
    while start < file.size {
      let count = try file.read(into: &buffer, count: buffer.count, at: start)
      guard count >= wanted.count else { return false }
      for index in 0...(count - wanted.count) where buffer[index] == wanted[0] {
        if buffer[index..<(index + wanted.count)].elementsEqual(wanted) { return true }
      }
      // The last bytes are looked at again, for the text may lie across the border.
      start += count - wanted.count + 1
    }
    return false
  }
}

/// The types of the parts of an archive (ECMA-376 part 2, 6.2.3.2).
private struct ContentTypes {
  private var parts: [String: String] = [:]
  private var extensions: [String: String] = [:]

  init(in archive: Archive) throws(SheetsError) {
    guard let entry = archive.entry("[Content_Types].xml") else { return }
    var xml = try XMLReader(entry, in: archive)
    while let event = try xml.nextEvent() {
      guard case .start(let element) = event, let type = element[.contentType] else { continue }
      if let part = element[.partName] { parts[part.lowercased()] = type }
      if let ending = element[.extension] { extensions[ending.lowercased()] = type }
    }
  }

  func type(of part: String) -> String? {
    let name = part.lowercased()
    return parts["/" + name] ?? name.split(separator: ".").last.flatMap { extensions[String($0)] }
  }
}
