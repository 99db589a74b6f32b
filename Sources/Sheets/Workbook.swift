/// A workbook (.xlsx) that is open for reading.
///
/// Opening it reads the list of sheets, the styles and the shared texts. Nothing is written or unpacked to disk, and
/// nothing outside the file is read, whatever it says.
public struct Workbook: Sendable {
  /// The path, as it was given.
  public let path: String
  /// The sheets, in the order of their tabs.
  public let sheets: [Sheet]
  /// Which day has the number 0.
  public let dateSystem: DateSystem
  /// Whether the program that saved the file asks for all formulas to be calculated anew, so that their values in it
  /// may be placeholders.
  public let needsCalculation: Bool
  let archive: Archive
  let styles: Styles
  let texts: SharedTexts

  /// Opens a workbook.
  ///
  /// - Throws: An error that says what to do where the file is not a workbook, or none that can be read.
  public init(path: String, limits: Limits = Limits()) throws(SheetsError) {
    self.path = path
    let file = try StoredFile(path: path)
    try FileKind.requireArchive(file)
    archive = try Archive(file, limits: limits)
    let part = try FileKind.workbookPart(of: archive)
    guard let entry = archive.entry(part) else { throw file.damage("it has no list of sheets") }
    let relationships = try Relationships(of: part, in: archive)
    let contents = try WorkbookPart(entry, relationships, in: archive)
    sheets = contents.sheets
    dateSystem = contents.dateSystem
    needsCalculation = contents.needsCalculation
    styles =
      if let entry = try archive.entry(relationships.part("styles"), of: "its styles") {
        try Styles(entry, in: archive)
      } else {
        Styles()
      }
    texts =
      if let entry = try archive.entry(relationships.part("sharedStrings"), of: "its texts") {
        try SharedTexts(entry, in: archive)
      } else {
        SharedTexts()
      }
  }

  /// The rows of a sheet, from the first to the last that has anything.
  public func rows(of sheet: Sheet) throws(SheetsError) -> SheetRows {
    var rows = try SheetRows(of: sheet, in: self)
    try rows.readHead()
    return rows
  }

  /// The sheet with a name; one that differs in case, or in spaces around it, is taken where it is the only one.
  public func sheet(named name: String) throws(SheetsError) -> Sheet {
    if let sheet = sheets.first(where: { $0.name == name }) { return sheet }
    let close = sheets.filter { Workbook.folded($0.name) == Workbook.folded(name) }
    if let sheet = close.first, close.count == 1 { return sheet }
    let names = sheets.map { "\"\($0.name)\"" }.joined(separator: ", ")
    throw SheetsError(
      .sheet,
      file: path,
      sheet: name,
      message: "there is no such sheet; the workbook has \(names)"
    )
  }

  private static func folded(_ name: String) -> String {
    var trimmed = name.lowercased()[...]
    while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
    while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
    return String(trimmed)
  }
}

extension Archive {
  /// The file that a relationship leads to; nil where there is no such relationship.
  fileprivate func entry(_ part: String?, of what: String) throws(SheetsError) -> Entry? {
    guard let part else { return nil }
    guard let entry = entry(part) else { throw file.damage("\(what) are missing") }
    return entry
  }
}

/// What the list of sheets says (ECMA-376 part 1, 18.2).
struct WorkbookPart {
  private(set) var sheets: [Sheet] = []
  private(set) var dateSystem = DateSystem.from1900
  private(set) var needsCalculation = false

  init(_ entry: Archive.Entry, _ relationships: Relationships, in archive: Archive)
    throws(SheetsError)
  {
    var xml = try XMLReader(entry, in: archive)
    while let event = try xml.nextEvent() {
      guard case .start(let element) = event else { continue }
      switch element.name {
      case .workbookPr where element.isTrue(.date1904): dateSystem = .from1904
      case .calcPr: needsCalculation = element.isTrue(.fullCalcOnLoad)
      case .sheet:
        let target = relationships.all.first { $0.id == element[.relationshipID] }
        guard let name = element[.name], let target, let part = target.part else {
          throw archive.file.damage("its list of sheets leads to what is not there")
        }
        let visibility: Sheet.Visibility =
          switch element[.state] {
          case "hidden": .hidden
          case "veryHidden": .veryHidden
          default: .visible
          }
        sheets.append(
          Sheet(
            name: name,
            index: sheets.count,
            visibility: visibility,
            hasCells: target.kind == "worksheet",
            part: part
          )
        )
      default: break
      }
    }
    guard !sheets.isEmpty else { throw archive.file.damage("it lists no sheets") }
  }
}
