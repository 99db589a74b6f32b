import Foundation
import Sheets
import TestSupport
import Values

/// A workbook as another program reads it: each cell of each sheet as a kind and a text.
struct OtherReading: Decodable {
  struct Sheet: Decodable, Equatable {
    var name: String
    var state: String
    var cells: [String: [String]]
    var merged: [String]
    var hiddenRows: [Int]
    var hiddenColumns: [Int]
  }

  var sheets: [Sheet]
}

/// Programs that read and write workbooks by code that shares nothing with ours.
enum OtherProgram {
  static let isMissing = "python3 with openpyxl is not installed: pip install openpyxl"
  static let isAvailable = (try? run("python3", ["-c", "import openpyxl"])) != nil
  static let hasXlsxWriter = (try? run("python3", ["-c", "import openpyxl, xlsxwriter"])) != nil
  static let hasLibreOffice = (try? run("soffice", ["--version"])) != nil

  /// Reads workbooks with openpyxl.
  static func read(_ paths: [String]) throws -> [OtherReading] {
    let output = try run("python3", ["-c", reader] + paths)
    return try JSONDecoder().decode([OtherReading].self, from: output)
  }

  /// Writes random workbooks, one a seed, into a folder with openpyxl or XlsxWriter, and returns their paths.
  static func write(_ seeds: [UInt64], by library: String, into folder: ScratchFolder) throws
    -> [String]
  {
    let paths = seeds.map { folder.path("\(library)-\($0).xlsx") }
    _ = try run("python3", ["-c", writer, library] + zip(seeds, paths).flatMap { ["\($0)", $1] })
    return paths
  }

  /// Converts files with LibreOffice, and returns the paths of the new ones.
  static func convert(_ paths: [String], to format: String, in folder: ScratchFolder) throws
    -> [String]
  {
    // A profile of its own, for another run of the program would lock the usual one.
    let profile = "-env:UserInstallation=file://" + folder.path("profile")
    let arguments = [profile, "--headless", "--convert-to", format, "--outdir", folder.path("out")]
    _ = try run("soffice", arguments + paths)
    return paths.map { path in
      let name = URL(filePath: path).deletingPathExtension().lastPathComponent
      return folder.path("out/\(name).\(format)")
    }
  }

  private struct Failure: Error {
    var program: String
    var status: Int32
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    // Programs are tried with two arguments at most, and may then be missing.
    process.standardError = arguments.count > 2 ? FileHandle.standardError : FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(program: program, status: process.terminationStatus)
    }
    return data
  }

  private static let reader = """
    import datetime as d, json, sys, openpyxl
    def milliseconds(t): return round(t / d.timedelta(microseconds=1)) // 1000
    def told(c):
        v = c.value
        if c.data_type == 'e': return ['error', v]
        if isinstance(v, bool): return ['boolean', str(v)]
        if isinstance(v, (int, float)): return ['number', repr(v)]
        if isinstance(v, d.datetime): return ['moment', str(milliseconds(v - d.datetime(1970, 1, 1)))]
        if isinstance(v, d.time): return ['time', str(milliseconds(d.datetime.combine(d.date(1970, 1, 1), v) - d.datetime(1970, 1, 1)))]
        if isinstance(v, d.timedelta): return ['duration', str(milliseconds(v))]
        return ['text', v]
    books = []
    for path in sys.argv[1:]:
        values, formulas = (openpyxl.load_workbook(path, data_only=only) for only in (True, False))
        sheets = []
        for s in values.worksheets:
            cells = {}
            for row in formulas[s.title].iter_rows():
                for c in row:
                    if c.data_type == 'f': cells[c.coordinate] = ['not calculated', '']
            for row in s.iter_rows():
                for c in row:
                    if c.value is not None: cells[c.coordinate] = told(c)
            columns = set()
            for c in s.column_dimensions.values():
                if c.hidden: columns.update(range(c.min, c.max + 1))
            sheets.append(dict(name=s.title, state=s.sheet_state, cells=cells, merged=sorted(map(str, s.merged_cells.ranges)),
                hiddenRows=sorted(n for n, r in s.row_dimensions.items() if r.hidden), hiddenColumns=sorted(columns)))
        books.append(dict(sheets=sheets))
    json.dump(books, sys.stdout)
    """

  private static let writer = """
    import datetime as d, random, sys
    library, rest = sys.argv[1], sys.argv[2:]
    formats = {d.date: 'dd/mm/yyyy', d.datetime: 'yyyy-mm-dd hh:mm:ss', d.time: 'hh:mm:ss', d.timedelta: '[h]:mm:ss'}
    def value(r):
        kind = r.randrange(10)
        if kind == 0: return ''.join(r.choice(' aZ09&<>"\\'\\n\\té€😀_x') for _ in range(r.randrange(1, 40)))
        if kind == 1: return r.choice(['Paid', 'Not paid', 'N/A', '00123'])
        if kind == 2: return r.randrange(-10**6, 10**9) / 100
        if kind == 3: return r.uniform(-1, 1) * 10.0 ** r.randrange(-12, 14)
        if kind == 4: return r.randrange(-10**14, 10**14)
        if kind == 5: return d.date(1900, 3, 2) + d.timedelta(days=r.randrange(60000))
        if kind == 6: return d.datetime(1970, 1, 1) + d.timedelta(seconds=r.randrange(3 * 10**9))
        if kind == 7: return d.time(r.randrange(24), r.randrange(60), r.randrange(60))
        if kind == 8: return d.timedelta(seconds=r.randrange(1, 10**6))
        return r.random() < 0.5
    for seed, path in zip(rest[::2], rest[1::2]):
        r = random.Random(int(seed))
        late = r.random() < 0.5
        if library == 'openpyxl':
            import openpyxl
            from openpyxl.utils.datetime import CALENDAR_MAC_1904
            book = openpyxl.Workbook(); book.remove(book.active)
            if late: book.epoch = CALENDAR_MAC_1904
        else:
            import xlsxwriter
            book = xlsxwriter.Workbook(path, {'date_1904': late, 'constant_memory': r.random() < 0.5, 'strings_to_urls': False})
            styles = {t: book.add_format({'num_format': f}) for t, f in formats.items()}
        for n in range(r.randrange(1, 4)):
            name = 'Sheet %d & more' % n
            sheet = book.create_sheet(name) if library == 'openpyxl' else book.add_worksheet(name)
            top, left, density = r.randrange(5), r.randrange(40), r.random()
            for i in range(r.randrange(40)):
                for j in range(r.randrange(12)):
                    if r.random() > density: continue
                    v = value(r)
                    if late and isinstance(v, d.date) and v.year < 1905: continue
                    if library == 'openpyxl':
                        c = sheet.cell(top + i + 1, left + j + 1, v)
                        if type(v) in formats: c.number_format = formats[type(v)]
                    elif type(v) in formats: sheet.write_datetime(top + i, left + j, v, styles[type(v)])
                    elif isinstance(v, str): sheet.write_string(top + i, left + j, v)
                    else: sheet.write(top + i, left + j, v)
        book.save(path) if library == 'openpyxl' else book.close()
    """
}

/// A folder that is gone when the test is over.
final class ScratchFolder {
  private let url = FileManager.default.temporaryDirectory
    .appending(path: "vouch-sheets-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path() }
}

extension OtherReading {
  /// The workbook as we read it, told in the same words.
  init(ours path: String) throws {
    let workbook = try Workbook(path: path)
    sheets = try workbook.sheets.filter(\.hasCells).map { sheet in
      let read = try ReadSheet(sheet, in: workbook)
      var cells: [String: [String]] = [:]
      for row in read.rows {
        for cell in row.cells {
          let place = CellReference(column: cell.column, row: row.number).description
          cells[place] = OtherReading.told(cell.value)
        }
      }
      let state = [Sheets.Sheet.Visibility.visible: "visible", .hidden: "hidden"][sheet.visibility]
      return Sheet(
        name: sheet.name,
        state: state ?? "veryHidden",
        cells: cells,
        merged: read.mergedRanges.map(\.description).sorted(),
        hiddenRows: read.rows.filter(\.isHidden).map(\.number),
        hiddenColumns: read.hiddenColumns.flatMap(Array.init)
      )
    }
  }

  private static func told(_ value: CellValue) -> [String] {
    switch value {
    case .empty: ["empty", ""]
    case .text(let text): ["text", text]
    // The other program has doubles only, and writes the shortest digits that give the same one.
    case .number(let number): ["number", shortest(number.written.description)]
    case .date(let date): ["moment", "\(date.dayNumber * 86_400_000)"]
    case .dateAndTime(let moment):
      ["moment", "\(moment.date.dayNumber * 86_400_000 + Int(moment.time.nanosecond / 1_000_000))"]
    case .time(let time): ["time", "\(time.nanosecond / 1_000_000)"]
    case .duration(let duration): ["duration", "\(duration.nanoseconds / 1_000_000)"]
    case .boolean(let flag): ["boolean", flag ? "True" : "False"]
    case .error(let text): ["error", text]
    case .fault(.notCalculated): ["not calculated", ""]
    case .fault(let fault): ["fault", fault.description]
    }
  }

  /// Digits as the shortest ones of the same double.
  static func shortest(_ digits: String) -> String { Double(digits).map { "\($0)" } ?? digits }

  /// The same, with numbers in our words: whole ones have no point in the other program's.
  var inOurWords: [Sheet] {
    sheets.map { sheet in
      var sheet = sheet
      sheet.cells = sheet.cells.mapValues {
        $0[0] == "number" ? ["number", OtherReading.shortest($0[1])] : $0
      }
      return sheet
    }
  }
}
