internal import Extracts

/// A table that was found in a file, and how a source gets at it.
struct FoundTable {
  /// How the file is read.
  enum Form: Hashable {
    case text(TextEncoding, delimiter: UInt8)
    case workbook
  }

  var path: String
  var form: Form
  /// The name of its sheet; nil in a text file.
  var sheet: String?
  /// Whether people do not see the sheet.
  var isHidden = false
  var profile: TableProfile

  /// The headings, in order.
  var headings: [String] { profile.columns.map(\.heading) }
}
