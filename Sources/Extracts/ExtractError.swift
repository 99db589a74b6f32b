internal import Sheets

/// Why a source was refused as a whole.
public struct ExtractError: Error, Hashable, Sendable {
  /// The kinds of refusal.
  public enum Kind: Hashable, Sendable {
    /// The file is not there, is a folder, or cannot be read.
    case unreadable
    /// The gzip data is damaged or cut short.
    case brokenGzip
    /// The bytes are plainly not a text file in the declared encoding.
    case encoding
    /// The headings are not those that the binding names.
    case heading
    /// The workbook is of another format, protected, damaged or too large.
    case workbook
    /// The sheet is not there, or it is not said which one is meant.
    case sheet
    /// There is no usable key for pseudonyms.
    case pseudonymKey
    /// More rows were rejected than the source allows.
    case tooManyRejected
    /// The file is still being delivered, or was changed while it was read.
    case incomplete
    /// The delivery is not what the configuration says that it must be.
    case refused
    /// The rows do not fit into memory.
    case tooManyRows
  }

  /// The kind.
  public var kind: Kind
  /// The file's path, as it was given; the dataset's name where no one file is at fault.
  public var file: String
  /// The sheet, where one is at fault.
  public var sheet: String?
  /// The 1-based line or row, where one is at fault.
  public var line: Int?
  /// The 1-based column, where one is at fault.
  public var column: Int?
  /// What was expected, and what to do.
  public var message: String
  /// The line at fault, where it holds nothing personal.
  public var excerpt: String?

  init(
    _ kind: Kind,
    file: String,
    sheet: String? = nil,
    line: Int? = nil,
    column: Int? = nil,
    message: String,
    excerpt: String? = nil
  ) {
    self.kind = kind
    self.file = file
    self.sheet = sheet
    self.line = line
    self.column = column
    self.message = message
    self.excerpt = excerpt
  }
}

extension ExtractError: CustomStringConvertible {
  /// The error on one line for pages: it names no folder, and shows no line of the file.
  public var summary: String {
    "\(place(in: file.fileName)): \(message)"
  }

  /// The error as a terminal shows it: `file:line:column: error: …`, and the line under it; in a
  /// workbook, `file: sheet "Name", cell B7: error: …`.
  public var description: String {
    "\(place(in: file)): error: \(message)" + (excerpt.map { "\n  | \($0)" } ?? "")
  }

  private func place(in file: String) -> String {
    guard let sheet else {
      return ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
    }
    let cell =
      switch (line, column) {
      case (let line?, let column?): ", cell \(CellReference(column: column, row: line))"
      case (let line?, nil): ", row \(line)"
      default: ""
      }
    return "\(file): sheet \"\(sheet)\"\(cell)"
  }
}
