internal import Sheets

extension StoredFile {
  /// Whether a file is a workbook by its first bytes, whatever its name, or something that is taken for one: a legacy
  /// or protected workbook, or a web page or PDF that is called a workbook.
  ///
  /// The reader of workbooks says what to do about those.
  static func isWorkbook(_ path: String) throws(ExtractError) -> Bool {
    var file = try StoredFile(path: path)
    var start = [UInt8](repeating: 0, count: 512)
    start.removeLast(start.count - (try file.read(into: &start, at: 0)))
    let starts = [FileStart.archive, FileStart.compound, FileStart.pdf]
    return starts.contains { start.starts(with: $0) } || FileStart.isOldestWorkbook(start)
      || isPage(start)
  }

  private static func isPage(_ start: [UInt8]) -> Bool {
    let text = start.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }.prefix(9)
    let word = String(decoding: text, as: UTF8.self).lowercased()
    return ["<html", "<!doctype", "<?xml", "<table"].contains { word.hasPrefix($0) }
  }
}
