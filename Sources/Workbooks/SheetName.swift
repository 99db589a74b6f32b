/// The rules for names of sheets, so that a bad one is refused with its reason before anything is written.
enum SheetName {
  /// The sheet, hidden, that holds what may be chosen in cells with a list.
  static let lists = "Lists"

  private static let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\", "'"]

  /// Refuses a name that a spreadsheet program would not open, or that another sheet has.
  static func check(_ names: [String]) throws(WorkbookError) {
    var seen: Set<String> = [lists.lowercased()]
    for name in names {
      if let reason = flaw(in: name) { throw .sheetName(name, reason: reason) }
      guard seen.insert(name.lowercased()).inserted else {
        throw .sheetName(name, reason: "another sheet has this name")
      }
    }
    if names.isEmpty { throw .sheetName("", reason: "a workbook has at least one sheet") }
  }

  /// A reference to a sheet, as formulas of charts and lists write it.
  static func quoted(_ name: String) -> String { "'\(name)'" }

  static func flaw(in name: String) -> String? {
    if name.allSatisfy(\.isWhitespace) { return "it is empty" }
    if name.utf16.count > 31 { return "it has more than 31 characters" }
    if let character = name.first(where: forbidden.contains) {
      return "it has the character \(character)"
    }
    if name.contains(where: \.isNewline) || CellText.storable(name) != name {
      return "it has a character that the file format cannot hold"
    }
    if readsLikeCell(name) {
      return "in a reference it reads like a number or a cell; add a word to it"
    }
    if name.lowercased() == "history" { return "spreadsheet programs keep it for themselves" }
    return nil
  }

  /// Whether a name must stand in quotation marks where the library, which looks at its characters only, writes it without.
  private static func readsLikeCell(_ name: String) -> Bool {
    guard name.utf8.allSatisfy({ isDigit($0) || isLetter($0) || $0 == UInt8(ascii: "_") }) else {
      return name.first == "."
    }
    let letters = name.utf8.prefix(while: isLetter)
    let isColumnAndRow =
      letters.count <= 3 && name.utf8.dropFirst(letters.count).allSatisfy(isDigit)
    // The other style of references: R, C, RC, R1C1.
    let isNumbered = name.lowercased().utf8.allSatisfy {
      isDigit($0) || $0 == UInt8(ascii: "r") || $0 == UInt8(ascii: "c")
    }
    return letters.isEmpty || isColumnAndRow && letters.count < name.utf8.count || isNumbered
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

extension Sheet {
  /// Why a spreadsheet program would refuse a sheet's name; nil where it takes it.
  public static func flaw(inName name: String) -> String? { SheetName.flaw(in: name) }
}
