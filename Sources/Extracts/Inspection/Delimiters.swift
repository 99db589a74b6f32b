/// Finds the character between cells by trying each of the usual ones.
enum Delimiters {
  /// The one that makes most of the first rows of one width, and the widest of those that do.
  static func find(path: String, traits: TextTraits) throws(ExtractError) -> UInt8 {
    var best = (delimiter: UInt8(ascii: ","), rows: 0, width: 1)
    for character: Unicode.Scalar in [",", ";", "\t", "|", "^", "~", "\u{1}", "\u{1F}", "¬", "¦"] {
      guard let delimiter = traits.encoding.singleByte(character) else { continue }
      var reader = try TextRows(path: path, traits: traits, delimiter: delimiter)
      let rows = try reader.first(Headings.searchedRows)
      var widths: [Int: Int] = [:]
      for row in rows where row.fault == nil && row.cells.count > 1 {
        widths[row.cells.count, default: 0] += 1
      }
      guard let usual = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
        continue
      }
      if (usual.value, usual.key) > (best.rows, best.width) {
        best = (delimiter, usual.value, usual.key)
      }
    }
    return best.delimiter
  }
}
