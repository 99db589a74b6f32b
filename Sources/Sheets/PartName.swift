/// Which file of which archive is read, for messages.
struct PartName {
  let name: String
  let file: StoredFile

  /// An error about what is in the part.
  func damage(_ reason: String) -> SheetsError {
    file.damage("\"\(name)\": \(reason)")
  }

  /// An error about the part's size.
  func tooLarge(_ reason: String) -> SheetsError {
    SheetsError(
      .tooLarge,
      file: file.path,
      message: "\"\(name)\" in it \(reason), as no real workbook has; ask where it comes from"
    )
  }
}
