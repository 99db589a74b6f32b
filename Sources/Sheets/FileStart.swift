/// The first bytes of files of some kinds.
package enum FileStart {
  /// A zip archive, as workbooks are.
  package static let archive: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  /// A compound file, as legacy and protected workbooks are.
  package static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
  /// A PDF.
  package static let pdf: [UInt8] = [0x25, 0x50, 0x44, 0x46]
  /// gzip.
  package static let gzip: [UInt8] = [0x1F, 0x8B]

  /// Whether bytes begin a workbook of before 1997: with a record of the type 9 and of four to sixteen bytes.
  package static func isOldestWorkbook(_ start: [UInt8]) -> Bool {
    start.count > 3 && start[0] == 0x09 && [0, 2, 4, 8].contains(start[1])
      && (4...16).contains(start[2]) && start[3] == 0
  }
}
