/// A workbook written out by hand, part by part.
package struct Book {
  /// The XML within `<sheetData>`, and what comes before and after it, of each sheet.
  package var sheets: [String] = []
  package var names: [String] = []
  package var states: [String] = []
  /// The XML within `<sst>`.
  package var texts: String?
  /// The codes of the number formats that the styles from 1 on have.
  package var formats: [String] = []
  package var properties = ""
  package var others: [Packed] = []
  package var type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

  package static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  /// A workbook with one sheet that has these rows.
  package init(rows: String, texts: String? = nil, formats: [String] = [], properties: String = "")
  {
    self.init(sheet: "<sheetData>\(rows)</sheetData>")
    self.texts = texts
    self.formats = formats
    self.properties = properties
  }

  /// A workbook with one sheet that has these elements.
  package init(sheet: String) {
    sheets = ["<worksheet xmlns=\"\(Book.main)\">\(sheet)</worksheet>"]
  }

  package var parts: [Packed] {
    let count = sheets.count
    let list = (0..<count).map { index in
      let state = index < states.count ? " state=\"\(states[index])\"" : ""
      let name = index < names.count ? names[index] : "Sheet\(index + 1)"
      return "<sheet name=\"\(name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"r\(index)\"/>"
    }
    var links = (0..<count).map { ("r\($0)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
    links.append(("rs", "styles", "styles.xml"))
    if texts != nil { links.append(("rt", "sharedStrings", "sharedStrings.xml")) }
    let codes = formats.enumerated().map {
      "<numFmt numFmtId=\"\(200 + $0)\" formatCode=\"\($1)\"/>"
    }
    let styles = formats.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
    return [
      Packed(
        "[Content_Types].xml",
        "<Types xmlns=\"\(Book.package)/content-types\"><Default Extension=\"xml\" "
          + "ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type)\"/>"
          + Book.typed("styles", "styles")
          + (texts == nil ? "" : Book.typed("sharedStrings", "sharedStrings"))
          + (1...max(count, 1)).map { Book.typed("worksheets/sheet\($0)", "worksheet") }.joined()
          + "</Types>"
      ),
      Packed("_rels/.rels", Book.links([("r1", "officeDocument", "xl/workbook.xml")])),
      Packed(
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Book.main)\" xmlns:r=\"\(Book.office)\">\(properties)"
          + "<sheets>\(list.joined())</sheets></workbook>"
      ),
      Packed("xl/_rels/workbook.xml.rels", Book.links(links)),
      Packed(
        "xl/styles.xml",
        "<styleSheet xmlns=\"\(Book.main)\"><numFmts>\(codes.joined())</numFmts>"
          + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
          + "<cellXfs><xf numFmtId=\"0\"/>\(styles.joined())</cellXfs></styleSheet>"
      ),
    ]
      + sheets.enumerated().map { Packed("xl/worksheets/sheet\($0 + 1).xml", $1) }
      + (texts.map { [Packed("xl/sharedStrings.xml", "<sst xmlns=\"\(Book.main)\">\($0)</sst>")] }
        ?? [])
      + others
  }

  package var bytes: [UInt8] { zip(parts) }

  private static func typed(_ part: String, _ kind: String) -> String {
    "<Override PartName=\"/xl/\(part).xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
      + ".spreadsheetml.\(kind)+xml\"/>"
  }

  private static func links(_ links: [(id: String, kind: String, target: String)]) -> String {
    "<Relationships xmlns=\"\(package)/relationships\">"
      + links.map {
        "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"/>"
      }.joined() + "</Relationships>"
  }
}
