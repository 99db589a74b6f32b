internal import Sheets

/// What a file is and what its tables hold.
public struct FileProfile: Sendable {
  /// The path, as it was given.
  public var path: String
  /// Its size in bytes, as stored.
  public var bytes: Int
  /// What kind of file it is.
  public var form: Form

  /// The kinds of files that are looked into.
  public enum Form: Sendable {
    /// Text, how it is written, and its table; nil where no headings were found.
    case text(TextTraits, TableProfile?)
    /// A workbook.
    case workbook(WorkbookProfile)
  }
}

/// Looks at a file: how it is written, where its headings are, what each column holds.
///
/// The memory that it takes does not grow with the file, and rows that are broken are counted, not refused.
///
/// - Parameters:
///   - path: The file, text or a workbook; gzip of a text is inflated.
///   - isPersonal: Whether a heading stands over what may say something of a person.
///   - progress: Called now and then with how many rows of a table have been read.
/// - Returns: What was found.
/// - Throws: Where the file cannot be read at all.
public func inspect(
  _ path: String,
  isPersonal: (String) -> Bool,
  progress: (Int) -> Void = { _ in }
) throws(ExtractError) -> FileProfile {
  if try StoredFile.isWorkbook(path) {
    let workbook = try WorkbookProfile(path: path, isPersonal: isPersonal, progress: progress)
    let bytes = try StoredFile(path: path).sizeAtStart
    return FileProfile(path: path, bytes: bytes, form: .workbook(workbook))
  }
  var (traits, bytes) = try TextTraits.read(path)
  traits.delimiter = try Delimiters.find(path: path, traits: traits)
  var rows = try TextRows(path: path, traits: traits, delimiter: traits.delimiter)
  let table = try TableProfile(isSheet: false, isPersonal: isPersonal, progress: progress) {
    row throws(ExtractError) in try rows.next(into: &row)
  }
  traits.hasQuotes = rows.hasQuotes
  return FileProfile(path: path, bytes: bytes, form: .text(traits, table))
}
