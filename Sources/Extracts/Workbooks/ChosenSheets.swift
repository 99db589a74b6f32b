internal import Sheets

extension Workbook {
  /// The sheets that hold a source's rows.
  ///
  /// - Throws: Where there is no such sheet, one is named twice, or it is not said which of several is meant.
  func sheets(_ choice: SheetChoice) throws(ExtractError) -> [Sheet] {
    switch choice {
    case .only:
      let filled = try filledSheets()
      guard filled.count == 1 else {
        let names = filled.map(\.words).joined(separator: ", ")
        throw error(
          "several sheets have cells: \(names); say with `sheet` which of them is meant, or `sheet: all`"
        )
      }
      return filled
    case .all: return try filledSheets()
    case .these(let places):
      var chosen: [Sheet] = []
      for place in places {
        let sheet = try sheet(place)
        guard !chosen.contains(sheet) else {
          throw error("the sheet \(sheet.words) is named twice; its rows would count twice")
        }
        chosen.append(sheet)
      }
      return chosen
    }
  }

  private func sheet(_ place: SheetChoice.Place) throws(ExtractError) -> Sheet {
    switch place {
    case .name(let name):
      do {
        return try sheet(named: name)
      } catch {
        throw ExtractError(error)
      }
    case .position(let position):
      guard sheets.indices.contains(position - 1) else {
        let names = sheets.map(\.words).joined(separator: ", ")
        throw error("there is no sheet \(position); the workbook has \(names)")
      }
      return sheets[position - 1]
    }
  }

  /// The sheets on which any cell holds something; there is at least one.
  private func filledSheets() throws(ExtractError) -> [Sheet] {
    var filled: [Sheet] = []
    do {
      for sheet in sheets where sheet.hasCells {
        if try isFilled(sheet) { filled.append(sheet) }
      }
    } catch {
      throw ExtractError(error)
    }
    if !filled.isEmpty { return filled }
    throw error("no sheet has a cell that holds anything; ask for a fresh copy")
  }

  private func isFilled(_ sheet: Sheet) throws(SheetsError) -> Bool {
    var rows = try rows(of: sheet)
    while let row = try rows.next() {
      if !row.cells.isEmpty { return true }
    }
    return false
  }

  private func error(_ message: String) -> ExtractError {
    ExtractError(.sheet, file: path, message: message)
  }
}

extension Sheet {
  /// The name as messages give it.
  fileprivate var words: String {
    "\"\(name)\"" + (visibility == .visible ? "" : " (hidden)")
  }
}

extension ExtractError {
  /// What the reader of workbooks says.
  init(_ error: SheetsError) {
    let kind: Kind =
      switch error.kind {
      case .unreadable: .unreadable
      case .sheet: .sheet
      case .otherFormat, .encrypted, .macros, .damaged, .tooLarge: .workbook
      }
    self.init(
      kind,
      file: error.file,
      sheet: error.sheet,
      line: error.cell?.row,
      column: error.cell?.column,
      message: error.message
    )
  }
}
