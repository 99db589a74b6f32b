import Foundation
import Workbooks

/// A written workbook as another program, Python's openpyxl, reads it.
struct ReadWorkbook: Decodable {
  struct Sheet: Decodable {
    struct Cell: Decodable {
      /// `s` for text, `n` for a number, `d` for a date, `f` for a formula.
      var type: String
      var value: String
      var format: String
      /// Where a link leads.
      var link: String?
    }

    var cells: [String: Cell]
    var charts: [[String]]
    var frozen: String?
    var filter: String?
    var headingRows: String?
    var lists: [String: String]
    var isHidden: Bool
  }

  var sheets: [String: Sheet]
  var names: [String]
  var created: String
  var title: String
}

/// Python with openpyxl, which reads workbooks by code that shares nothing with the library that writes them.
enum OtherProgram {
  static let isMissing = "python3 with openpyxl is not installed: pip install openpyxl"
  static let isAvailable = (try? run(["-c", "import openpyxl"])) != nil

  static func read(_ path: String) throws -> ReadWorkbook {
    try JSONDecoder().decode(ReadWorkbook.self, from: run(["-c", script, path]))
  }

  /// A part of a workbook, as text.
  static func part(_ name: String, of path: String) throws -> String {
    let script =
      "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))"
    return String(decoding: try run(["-c", script, path, name]), as: UTF8.self)
  }

  private struct Failure: Error {
    var status: Int32
  }

  static func run(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = arguments.count == 2 ? FileHandle.nullDevice : FileHandle.standardError
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
    return data
  }

  private static let script = """
    import json, sys, openpyxl
    from xml.dom import minidom
    import zipfile
    # Every part must be XML that a strict reader takes.
    with zipfile.ZipFile(sys.argv[1]) as z:
        for name in z.namelist():
            if name.endswith('.xml'): minidom.parseString(z.read(name))
    book = openpyxl.load_workbook(sys.argv[1])
    def text(value):
        return value.date().isoformat() if hasattr(value, 'date') else value if isinstance(value, str) else repr(value)
    sheets = {}
    for s in book.worksheets:
        cells = {}
        for row in s.iter_rows():
            for c in row:
                if c.value is not None:
                    cells[c.coordinate] = dict(type=c.data_type, value=text(c.value), format=c.number_format,
                        link=c.hyperlink.location if c.hyperlink else None)
        charts = [[f for x in ch.series for f in ((x.cat.strRef or x.cat.numRef).f, x.val.numRef.f)] for ch in s._charts]
        sheets[s.title] = dict(cells=cells, charts=charts, frozen=s.freeze_panes, filter=s.auto_filter.ref,
            headingRows=s.print_title_rows, isHidden=s.sheet_state == 'hidden',
            lists={str(v.sqref): v.formula1 for v in s.data_validations.dataValidation})
    json.dump(dict(sheets=sheets, names=book.sheetnames, created=book.properties.created.date().isoformat(),
        title=book.properties.title or ''), sys.stdout)
    """
}

/// A folder that is gone when the test is over.
final class ScratchFolder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "workbooks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path() }

  func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: url.appending(path: name)))
  }

  var contents: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path()) }
  }
}

/// Writes a workbook and reads it with the other program.
func readBack(_ description: WorkbookDescription) throws -> ReadWorkbook {
  let folder = try ScratchFolder()
  try description.write(to: folder.path("book.xlsx"))
  return try OtherProgram.read(folder.path("book.xlsx"))
}
