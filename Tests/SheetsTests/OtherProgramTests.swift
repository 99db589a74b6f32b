import Sheets
import TestSupport
import Testing
import Values

/// Expects that we read each workbook as the other program does.
private func expectAgreement(
  _ paths: [String],
  _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  var count = 0
  for (path, theirs) in zip(paths, try OtherProgram.read(paths)) {
    let ours = try OtherReading(ours: path)
    #expect(ours.sheets.count == theirs.sheets.count, comment, sourceLocation: sourceLocation)
    for (ours, theirs) in zip(ours.sheets, theirs.inOurWords) {
      count += theirs.cells.count
      for place in Set(ours.cells.keys).union(theirs.cells.keys).sorted() {
        #expect(
          ours.cells[place] == theirs.cells[place],
          "\(path), \(ours.name), \(place)",
          sourceLocation: sourceLocation
        )
      }
      var (ours, theirs) = (ours, theirs)
      (ours.cells, theirs.cells) = ([:], [:])
      #expect(ours == theirs, "\(path)", sourceLocation: sourceLocation)
    }
  }
  #expect(count > 20, "there was nothing to compare", sourceLocation: sourceLocation)
}

@Suite(.enabled(if: OtherProgram.isAvailable, "\(OtherProgram.isMissing)"))
struct `Workbooks of other programs` {
  @Test func `are read as openpyxl reads them`() throws {
    let corpus = ProjectFiles.list("\(ProjectFiles.root)/Tests/SheetsTests/Corpus", ending: ".xlsx")
    #expect(corpus.count == 4)
    try expectAgreement(corpus)
  }

  @Test func `are read cell by cell as openpyxl reads them, whatever is in them`() throws {
    let folder = try ScratchFolder()
    let seeds = Array(Soak.seeds(short: 20, long: 400))
    try expectAgreement(OtherProgram.write(seeds, by: "openpyxl", into: folder))
  }

  @Test(
    .enabled(if: OtherProgram.hasXlsxWriter, "XlsxWriter is not installed: pip install XlsxWriter")
  )
  func `are read as openpyxl reads them where XlsxWriter wrote them`() throws {
    let folder = try ScratchFolder()
    let seeds = Array(Soak.seeds(short: 20, long: 400))
    try expectAgreement(OtherProgram.write(seeds, by: "xlsxwriter", into: folder))
  }

  @Test(.enabled(if: OtherProgram.hasLibreOffice, "LibreOffice is not installed"))
  func
    `are read as openpyxl reads them where LibreOffice wrote them, and its other formats refused`()
    throws
  {
    let folder = try ScratchFolder()
    let seeds = Array(Soak.seeds(short: 4, long: 40))
    let paths = try OtherProgram.write(seeds, by: "openpyxl", into: folder)
    try expectAgreement(OtherProgram.convert(paths, to: "xlsx", in: folder))
    for (format, words) in [("xls", "(.xls)"), ("ods", "(.ods)"), ("csv", "CSV")] {
      let path = try #require(OtherProgram.convert([paths[0]], to: format, in: folder).first)
      let error = #expect(throws: SheetsError.self) { try Workbook(path: path) }
      #expect(error?.kind == .otherFormat)
      #expect(error?.message.contains(words) == true)
    }
  }

  @Test func `are read as openpyxl reads them where they are written by hand`() throws {
    var files: [ScratchFile] = []
    for seed in Soak.seeds(short: 20, long: 400) {
      var random = SeededGenerator(seed: seed)
      files.append(ScratchFile(BookMaker.book(&random).bytes))
    }
    try expectAgreement(files.map(\.path))
  }
}
