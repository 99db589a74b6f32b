/// How large a workbook may be, in each way in which a hostile one could be larger than it looks.
///
/// What is read is held in memory row by row, except for the shared texts, the styles and the list of merged cells.
public struct Limits: Hashable, Sendable {
  /// The most files in the archive.
  public var entries = 10_000
  /// The most bytes that one sheet, or the shared texts, may unpack to.
  public var partSize = 8 << 30
  /// The most bytes that any other part (styles, the list of sheets) may unpack to.
  public var smallPartSize = 64 << 20
  /// How many times larger than as packed a part may be; the first mebibyte is free.
  public var ratio = 400
  /// How deep the elements of a part may be nested.
  public var depth = 64
  /// The most bytes of one tag, its attributes included.
  public var tagSize = 1 << 20
  /// The most bytes of UTF-8 that a cell's text may have; Excel's own limit is 32,767 characters.
  public var textSize = 1 << 20
  /// The most bytes of UTF-8 that the texts within one row may have, the shared ones not counted.
  public var rowTextSize = 16 << 20
  /// The most bytes of UTF-8 that the shared texts may have in all.
  public var sharedTextSize = 1 << 30
  /// The most shared texts.
  public var sharedTexts = 16 << 20
  /// The most ranges of merged cells on one sheet.
  public var mergedRanges = 1 << 20

  /// Creates the limits that every real workbook keeps.
  public init() {}
}
