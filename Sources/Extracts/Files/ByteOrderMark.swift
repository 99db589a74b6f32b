extension RecordReader {
  /// Passes over the byte order marks with which a file begins, and refuses a file in another encoding than declared.
  ///
  /// Some exports write the mark twice, or encode the mark itself once more.
  mutating func passByteOrderMarks(_ encoding: TextEncoding) throws(ExtractError) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let encodedTwice: [UInt8] = [0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF]
    var isMarked = false
    while true {
      if peek(mark.count) == mark {
        skip(mark.count)
      } else if peek(encodedTwice.count) == encodedTwice {
        skip(encodedTwice.count)
      } else {
        break
      }
      isMarked = true
    }
    if isMarked, encoding == .windows1252 {
      throw ExtractError(
        .encoding,
        file: path,
        line: 1,
        message: "the file is marked as UTF-8, and declared as Windows-1252; set `encoding: utf-8`"
      )
    }
    let start = peek(2)
    if start == [0xFF, 0xFE] || start == [0xFE, 0xFF] || start.contains(0) {
      throw ExtractError(
        .encoding,
        file: path,
        line: 1,
        message: "the file is UTF-16, which is not read; save it as CSV UTF-8"
      )
    }
  }
}
