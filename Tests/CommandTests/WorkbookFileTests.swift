import Foundation
import Testing

/// The published workbooks, opened by programs that share nothing with the one that wrote them.
@Suite struct `The published workbooks` {
  private static let audiences = ["contracts", "finance", "legal"]

  @Test(
    .enabled(if: OtherPrograms.haveOpenpyxl, "needs python3 with openpyxl"),
    arguments: audiences
  )
  func `open, have their sheets, and hold no formula`(audience: String) throws {
    let county = try County()
    let read = try Program.system([
      "python3", "-c", Self.script, "\(county.path)/out/\(audience)/\(audience).xlsx",
    ])
    try #require(read.code == 0, "\(read.errors)")
    let lines = read.output.split(separator: "\n")
    #expect(lines.first == "formulas 0")
    let sheets = Set(lines.dropFirst().map(String.init))
    for name in [
      "Summary", "Findings", "Could not assess", "Rejected rows", "Totals", "Rules", "Run",
    ] {
      #expect(sheets.contains(name), "\(name)")
    }
  }

  private static let script = """
    import sys, openpyxl
    book = openpyxl.load_workbook(sys.argv[1])
    cells = [c for s in book for row in s.iter_rows() for c in row if c.value is not None]
    assert len(cells) > 500, len(cells)
    print('formulas', sum(c.data_type == 'f' for c in cells))
    for name in book.sheetnames: print(name)
    """

  @Test(
    .enabled(if: OtherPrograms.haveLibreOffice, "needs LibreOffice"),
    arguments: audiences
  )
  func `become pages in LibreOffice`(audience: String) throws {
    let county = try County()
    let pages = "\(county.folder.path)/pages"
    // A profile of its own: two at a time would wait for each other.
    let converted = try Program.system([
      "soffice", "-env:UserInstallation=file://\(county.folder.path)/profile", "--headless",
      "--convert-to", "pdf", "--outdir", pages, "\(county.path)/out/\(audience)/\(audience).xlsx",
    ])
    #expect(converted.code == 0, "\(converted.errors)")
    #expect(!converted.errors.lowercased().contains("error"), "\(converted.errors)")
    let pdf = try Data(contentsOf: URL(filePath: "\(pages)/\(audience).pdf"))
    #expect(pdf.starts(with: Data("%PDF".utf8)))
  }
}

private enum OtherPrograms {
  static let haveOpenpyxl = runs(["python3", "-c", "import openpyxl"])
  static let haveLibreOffice = runs(["which", "soffice"])

  private static func runs(_ arguments: [String]) -> Bool {
    (try? Program.system(arguments))?.code == 0
  }
}
