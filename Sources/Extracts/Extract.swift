public import Findings
public import Tables

/// One source as read: its rows, what was refused, and the counts that tie them to the files.
public struct Extract: Sendable {
  /// The rows: those accepted, then those rejected with what could be read of them.
  public let table: Table
  /// Files, and rows and control money accepted and rejected.
  public let record: SourceRecord
  /// The rejected rows and why, in the order of the files.
  public let rejected: [RejectedRow]
  /// Rows without a key that are the same as one of an earlier file, as far as they are read.
  let alike: Tally
}

/// Reads the files of a source into a table.
///
/// A row that does not fit is rejected with its reason, never dropped and never guessed.
///
/// - Parameters:
///   - binding: The files and how they are written.
///   - pool: The night's texts.
/// - Returns: The rows, the counts and the rejections.
/// - Throws: Where a file cannot be read or is not the one described, or too many rows are rejected.
public func read(_ binding: Binding, into pool: TextPool) throws(ExtractError) -> Extract {
  var rows = try SourceReader(binding: binding, pool: pool)
  guard !binding.files.isEmpty else {
    throw ExtractError(
      .unreadable,
      file: binding.schema.dataset,
      message: "no file was found for this source; check `files` in the configuration"
    )
  }
  for path in binding.files { try rows.read(path) }
  return try rows.finish()
}
