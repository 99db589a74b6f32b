internal import CZlib

/// An archive made of the XML of its parts, with right check sums, so that changes to the XML get as far as the parser.
///
/// The parts come one after the other, each ended by a line of three dashes: a sheet, the shared texts, the styles, the
/// list of sheets. Those that are not there are plain ones.
struct PartArchive {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  init(_ parts: [UInt8]) {
    let given = parts.split(separator: Array("\n---\n".utf8), maxSplits: 3).map { Array($0) }
    add("[Content_Types].xml", PartArchive.types)
    add("_rels/.rels", PartArchive.links)
    add("xl/_rels/workbook.xml.rels", PartArchive.sheetLinks)
    for (index, name) in ["worksheets/sheet1", "sharedStrings", "styles", "workbook"].enumerated() {
      let part = index < given.count ? given[index] : Array(PartArchive.plain[index].utf8)
      add("xl/\(name).xml", part)
    }
    let start = bytes.count
    bytes += directory
    bytes += little(0x0605_4b50, 4) + little(0, 4) + little(count, 2) + little(count, 2)
    bytes += little(directory.count, 4) + little(start, 4) + little(0, 2)
  }

  private mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

  /// Adds a part, stored as it is (APPNOTE 4.3.7 and 4.3.12).
  private mutating func add(_ name: String, _ data: [UInt8]) {
    let sum = unsafe Int(crc32_z(0, data, data.count))
    let facts =
      little(20, 2) + little(0, 8) + little(sum, 4) + little(data.count, 4)
      + little(data.count, 4) + little(name.utf8.count, 2) + little(0, 2)
    directory += little(0x0201_4b50, 4) + little(20, 2) + facts + little(0, 10)
    directory += little(bytes.count, 4) + Array(name.utf8)
    bytes += little(0x0403_4b50, 4) + facts + Array(name.utf8) + data
    count += 1
  }

  private func little(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  private static let plain = [
    "<worksheet xmlns=\"\(main)\"><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>",
    "<sst xmlns=\"\(main)\"><si><t>text</t></si></sst>",
    "<styleSheet xmlns=\"\(main)\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
    "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"r1\"/>"
      + "</sheets></workbook>",
  ]

  private static let types =
    "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
    + ".spreadsheetml.sheet.main+xml\"/></Types>"

  private static let links = relationships([("r1", "officeDocument", "xl/workbook.xml")])

  private static let sheetLinks = relationships([
    ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml"),
    ("r3", "styles", "styles.xml"),
  ])

  private static func relationships(_ all: [(id: String, kind: String, target: String)]) -> String {
    "<Relationships xmlns=\"\(package)/relationships\">"
      + all.map {
        "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"/>"
      }.joined() + "</Relationships>"
  }
}
