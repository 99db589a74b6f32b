internal import Sheets

/// What a file is and what its tables hold.
public struct FileProfile: Sendable {
  /// The path, as it was given.
  public var path: String
  /// Its size in bytes, as stored.
  public var bytes: Int
  /// How it is written.
  public var traits: TextTraits
  /// Its table; nil where no headings were found.
  public var table: TableProfile?
}

/// Looks at a text file: how it is written, where its headings are, what each column holds.
///
/// The memory that it takes does not grow with the file, and rows that are broken are counted, not refused.
///
/// - Parameters:
///   - path: The file; gzip is inflated.
///   - isPersonal: Whether a heading stands over what may say something of a person.
/// - Returns: What was found.
/// - Throws: Where the file cannot be read at all.
public func inspect(
  _ path: String,
  isPersonal: (String) -> Bool
) throws(ExtractError) -> FileProfile {
  if try StoredFile.isWorkbook(path) { throw refusal(ofWorkbook: path) }
  var (traits, bytes) = try TextTraits.read(path)
  traits.delimiter = try Delimiters.find(path: path, traits: traits)
  let first = try TextRows.first(
    Headings.searchedRows,
    path: path,
    traits: traits,
    delimiter: traits.delimiter
  )
  var profile = FileProfile(path: path, bytes: bytes, traits: traits)
  guard let headings = Headings.find(in: first) else { return profile }
  var tally = TableTally(headings: first[headings])
  var rows = try TextRows(path: path, traits: traits, delimiter: traits.delimiter)
  var row = InspectedRow()
  for _ in 0...headings { _ = try rows.next(into: &row) }
  while try rows.next(into: &row) { tally.add(row) }
  profile.traits.hasQuotes = rows.hasQuotes
  profile.table = tally.finish(isPersonal: isPersonal)
  return profile
}

/// What to do with a workbook, whose sheets are read as sources but not looked into here.
private func refusal(ofWorkbook path: String) -> ExtractError {
  let names: [String]
  do {
    names = try Workbook(path: path).sheets.map(\.name.quoted)
  } catch {
    return ExtractError(error)
  }
  let sheets = names.joined(separator: ", ")
  return ExtractError(
    .workbook,
    file: path,
    message:
      "this is a workbook with the sheets \(sheets), and only text files are looked into; save a sheet as "
      + "CSV UTF-8 to look into it. A source reads the workbook as it is, with `sheet:`"
  )
}
