internal import CXLSXWriter
internal import Glibc
internal import Values

extension WorkbookDescription {
  /// Writes the workbook to a file, in place of what is there.
  ///
  /// Where this throws, no file is left at the path. The same description gives the same bytes. Readers should not see the file grow:
  /// write to a name of its own, then rename.
  public func write(to path: String) throws(WorkbookError) {
    try write(to: path, longTable: 1_000)
  }

  /// Writes the workbook, with another limit from which on a table is long.
  package func write(to path: String, longTable: Int) throws(WorkbookError) {
    let layouts = try layouts()
    var writer = try WorkbookWriter(
      path: path,
      description: self,
      layouts: layouts,
      longTable: longTable
    )
    try writer.writeSheets()
    try writer.close()
  }

  /// The places of everything, with the lists that cells choose from on a last sheet.
  private func layouts() throws(WorkbookError) -> [SheetLayout] {
    try SheetName.check(sheets.map(\.name))
    var layouts: [SheetLayout] = []
    for sheet in sheets { layouts.append(try SheetLayout(sheet)) }
    if let lists = ChoiceLists(in: layouts).sheet { layouts.append(try SheetLayout(lists)) }
    return layouts
  }
}

/// Writes one workbook through the library.
@safe struct WorkbookWriter: ~Copyable {
  /// The links that a sheet of the file format has room for.
  static let maximumLinks = 65_530
  private static let maximumPageText = 255

  /// A sheet that is being written.
  @safe struct OpenSheet {
    let pointer: UnsafeMutablePointer<lxw_worksheet>
    let layout: SheetLayout
    /// Its place among the sheets.
    let index: Int
    /// The heights, in points, of the rows that were given one.
    var heights: [Int: Int] = [:]
    var links = 0

    var name: String { layout.sheet.name }
  }

  private let handle: WorkbookHandle
  private let path: String
  let description: WorkbookDescription
  let layouts: [SheetLayout]
  let choices: ChoiceLists
  /// The rows from which on a table is packed without the library.
  let longTable: Int
  /// The rows that are so far, by the place of their sheet.
  var longRows: [Int: [LongRows]] = [:]
  private let names: Set<String>
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>]

  init(path: String, description: WorkbookDescription, layouts: [SheetLayout], longTable: Int)
    throws(WorkbookError)
  {
    let handle = try WorkbookHandle(path: path)
    self.handle = handle
    self.path = path
    self.description = description
    self.layouts = layouts
    self.longTable = longTable
    self.choices = ChoiceLists(in: layouts)
    self.names = Set(description.sheets.map(\.name))
    unsafe self.formats = [:]
  }

  mutating func writeSheets() throws(WorkbookError) {
    try setProperties()
    var open: [OpenSheet] = []
    for (index, layout) in layouts.enumerated() {
      guard let pointer = unsafe workbook_add_worksheet(handle.workbook, layout.sheet.name) else {
        throw .sheetName(layout.sheet.name, reason: "the library refuses it")
      }
      open.append(unsafe OpenSheet(pointer: pointer, layout: layout, index: index))
    }
    for index in open.indices {
      try write(&open[index])
    }
    // Charts copy figures from the cells they draw, so that they come last.
    for sheet in open { try writeCharts(of: sheet) }
  }

  /// Writes the file; where that fails, takes away what was written of it.
  consuming func close() throws(WorkbookError) {
    let (path, longRows) = (path, longRows)
    let (code, system) = handle.save()
    guard code == LXW_NO_ERROR else {
      // What could not be opened is not ours to take away.
      if code != LXW_ERROR_CREATING_XLSX_FILE { unsafe remove(path) }
      let reason = WorkbookWriter.reason(for: code)
      let cause = system == 0 ? "" : unsafe " (\(String(cString: strerror(system))))"
      throw .file(path: path, reason: reason + cause)
    }
    if longRows.isEmpty { return }
    do {
      try WorkbookWriter.add(longRows, to: path)
    } catch {
      unsafe remove(path)
      throw error
    }
  }

  /// Writes the file once more, with the rows that the library did not see.
  private static func add(_ rows: [Int: [LongRows]], to path: String) throws(WorkbookError) {
    let bytes = try WorkbookFile.read(path)
    let pieces: [[UInt8]]
    do throws(LibraryPackage.Flaw) {
      pieces = try LibraryPackage(bytes).adding(rows)
    } catch {
      let reason =
        switch error {
        case .unknown: "the library wrote another file than is known"
        case .tooLarge: "a part of it would have more than 4 GB"
        }
      throw .file(path: path, reason: reason)
    }
    try WorkbookFile.write(pieces, to: path)
  }

  private func setProperties() throws(WorkbookError) {
    let code = unsafe description.title.withCString { title in
      unsafe description.author.withCString { author in
        var properties = unsafe lxw_doc_properties()
        unsafe properties.title = UnsafeMutablePointer(mutating: title)
        unsafe properties.author = UnsafeMutablePointer(mutating: author)
        // Noon: the library takes midnight on 1 January 1970 for "now".
        unsafe properties.created = description.created.dayNumber * 86_400 + 43_200
        return unsafe workbook_set_properties(handle.workbook, &properties)
      }
    }
    try check(code)
  }

  /// A format of the file with this style.
  mutating func format(_ style: CellStyle) throws(WorkbookError) -> UnsafeMutablePointer<lxw_format>
  {
    if let format = unsafe formats[style] { return unsafe format }
    guard let format = unsafe workbook_add_format(handle.workbook) else {
      throw .file(path: path, reason: "there is not enough memory")
    }
    unsafe style.apply(to: format)
    unsafe formats[style] = unsafe format
    return unsafe format
  }

  /// A chart, not yet on a sheet.
  func chart(_ kind: lxw_chart_type) throws(WorkbookError) -> UnsafeMutablePointer<lxw_chart> {
    guard let chart = unsafe workbook_add_chart(handle.workbook, UInt8(kind.rawValue)) else {
      throw .file(path: path, reason: "there is not enough memory")
    }
    return unsafe chart
  }

  /// Refuses a link to a sheet that is not there.
  func checkLink(to target: String, from sheet: OpenSheet) throws(WorkbookError) {
    guard names.contains(target) else { throw .linkTarget(sheet: sheet.name, target: target) }
    guard sheet.links < WorkbookWriter.maximumLinks else {
      throw .tooManyLinks(sheet: sheet.name)
    }
  }

  /// Throws where the library reports a failure.
  func check(_ code: lxw_error) throws(WorkbookError) {
    guard code == LXW_NO_ERROR else {
      throw .file(path: path, reason: WorkbookWriter.reason(for: code))
    }
  }

  private static func reason(for code: lxw_error) -> String {
    guard let text = unsafe lxw_strerror(code) else { return "error \(code.rawValue)" }
    let words = unsafe String(cString: text)
    return words.hasSuffix(".") ? String(words.dropLast()) : words
  }

  /// The words of a page's head or foot, in which `&` begins a command.
  static func pageText(_ text: String) throws(WorkbookError) -> String {
    let escaped = text.split(separator: "&", omittingEmptySubsequences: false)
      .joined(separator: "&&")
    // Room is left for the commands that follow.
    guard escaped.utf16.count <= maximumPageText - 40 else { throw .pageText(text) }
    return CellText.storable(escaped)
  }
}
