internal import Extracts
internal import Values

/// What an inspected file is, as lines of at most 100 characters.
struct InspectionPage {
  let profile: FileProfile

  /// The lines about the file, its tables and their columns.
  var lines: [String] {
    let lines = [profile.path.shown]
    switch profile.form {
    case .text(let traits, let table):
      let page = table.map { TablePage(table: $0, lineWord: "line").lines } ?? [noHeadings]
      return lines + text(traits) + page
    case .workbook(let workbook):
      return lines + self.workbook(workbook) + workbook.sheets.flatMap { [""] + sheet($0) }
    }
  }

  private var noHeadings: String {
    "  No headings were found among its first \(Inspection.searchedRows) rows: none reads like different words over its columns."
  }

  // MARK: Text

  private func text(_ traits: TextTraits) -> [String] {
    let size = counted(profile.bytes, "byte")
    var lines = PageText.fact(
      "kind",
      (traits.isCompressed ? "text (CSV) in gzip, " : "text (CSV), ") + size
    )
    let written = [
      encoding(traits), "\(delimiter(traits)) between cells",
      traits.hasQuotes ? "quotes where needed" : "no quotes", lineEnds(traits),
    ]
    lines += PageText.fact("written", written.joined(separator: ", "))
    if traits.zeroBytes > 0 {
      lines += PageText.fact(
        "but",
        "\(counted(traits.zeroBytes, "byte")) of value 0, which no text has: is the file damaged?"
      )
    }
    return lines
  }

  private func encoding(_ traits: TextTraits) -> String {
    switch (traits.encoding, traits.byteOrderMarks) {
    case (.windows1252, 0): "Windows-1252"
    case (.windows1252, _): "UTF-8 by its mark, with bytes that are not"
    case (.utf16, _): "UTF-16"
    case (_, 0): "UTF-8"
    case (_, 1): "UTF-8 with its mark"
    default: "UTF-8 with its mark twice"
    }
  }

  private func delimiter(_ traits: TextTraits) -> String {
    switch traits.delimiter {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    case let byte where byte < 0x20: "the control character \(byte)"
    default: "'\(Character(UnicodeScalar(traits.delimiter)))'"
    }
  }

  private func lineEnds(_ traits: TextTraits) -> String {
    let ends = traits.lineEnds
    let kinds = [
      ("CR LF", ends.both), ("LF", ends.lineFeeds), ("CR", ends.carriageReturns),
    ].filter { $0.1 > 0 }
    switch kinds.count {
    case 0: return "one line"
    case 1: return "lines end in \(kinds[0].0)"
    default:
      return "line ends "
        + kinds.map { "\($0.0) ×\($0.1.grouped)" }.joined(separator: ", ")
    }
  }

  // MARK: Workbooks

  private func workbook(_ workbook: WorkbookProfile) -> [String] {
    var lines = PageText.fact(
      "kind",
      "workbook (.xlsx), \(counted(profile.bytes, "byte")), "
        + counted(workbook.sheets.count, "sheet")
    )
    lines += PageText.fact(
      "dates",
      workbook.countsDaysFrom1904 ? "counted from 1904, as old Macs did" : "counted from 1900"
    )
    if workbook.needsCalculation, workbook.sheets.contains(where: { $0.formulas > 0 }) {
      lines += PageText.fact(
        "but",
        "results of formulas are still to be calculated: open it in a spreadsheet program and save it"
      )
    }
    return lines
  }

  private func sheet(_ sheet: SheetProfile) -> [String] {
    let title = "  Sheet \"\(sheet.name.shown)\"" + (sheet.isHidden ? " (hidden)" : "")
    guard sheet.hasCells else { return [title + ": a chart, without cells"] }
    guard let range = sheet.usedRange else { return [title + ": empty"] }
    var lines = [title]
    lines += PageText.fact("cells", range.split(separator: ":").joined(separator: " to "))
    let traits = [
      (sheet.hiddenRows, "hidden row"), (sheet.hiddenColumns, "hidden column"),
      (sheet.mergedRanges, "range of merged cells"), (sheet.formulas, "formula"),
      (sheet.formulasWithoutResult, "formula without a result"), (sheet.errors, "error"),
    ].filter { $0.0 > 0 }.map { count, noun in
      noun.hasPrefix("range") || noun.hasPrefix("formula ")
        ? "\(count.grouped) " + noun.plural(count) : counted(count, noun)
    }
    if !traits.isEmpty { lines += PageText.fact("with", traits.joined(separator: ", ")) }
    guard let table = sheet.table else { return lines + [noHeadings] }
    return lines + TablePage(table: table, lineWord: "row").lines
  }
}

extension String {
  /// A noun that something follows, for a count: "ranges of merged cells".
  fileprivate func plural(_ count: Int) -> String {
    guard count != 1, let space = firstIndex(of: " ") else { return self }
    return self[..<space] + "s" + self[space...]
  }
}
