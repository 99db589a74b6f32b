/// Why a workbook, or the rest of a sheet, was refused.
public struct SheetsError: Error, Hashable, Sendable {
  /// The kinds of refusal.
  public enum Kind: Hashable, Sendable {
    /// The file is not there, is a folder, or cannot be read.
    case unreadable
    /// The file is of another format: legacy `.xls`, OpenDocument, text.
    case otherFormat
    /// The file can be opened with a password only.
    case encrypted
    /// The file holds, or may hold, macros.
    case macros
    /// The file is cut short, or breaks the rules of its format.
    case damaged
    /// The file is larger, in some way, than what is read.
    case tooLarge
    /// The workbook has no such sheet, or the sheet has no cells.
    case sheet
  }

  /// The kind.
  public var kind: Kind
  /// The file's path, as it was given.
  public var file: String
  /// The name of the sheet, where one is at fault.
  public var sheet: String?
  /// The cell, where one is at fault.
  public var cell: CellReference?
  /// What was expected, and what to do.
  public var message: String

  init(
    _ kind: Kind,
    file: String,
    sheet: String? = nil,
    cell: CellReference? = nil,
    message: String
  ) {
    self.kind = kind
    self.file = file
    self.sheet = sheet
    self.cell = cell
    self.message = message
  }
}

extension SheetsError: CustomStringConvertible {
  /// The error as a terminal shows it: `file: sheet "Name", cell B7: error: …`.
  public var description: String {
    let place = [sheet.map { "sheet \"\($0)\"" }, cell.map { "cell \($0)" }].compactMap(\.self)
    return ([file] + (place.isEmpty ? [] : [place.joined(separator: ", ")])).joined(separator: ": ")
      + ": error: \(message)"
  }
}
