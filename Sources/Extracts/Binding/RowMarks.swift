internal import Tables

/// What tells rows that are no data, by their first cell that is not blank.
public struct RowMarks: Hashable, Sendable {
  /// Rows of totals, notes and copyright lines.
  public var footers: [CellPattern] = []
  /// The row with which the sender says how much the file holds.
  public var trailer: CellPattern?

  /// Creates marks that no row has.
  public init() {}

  /// Whether no row can have any of the marks.
  public var isEmpty: Bool { footers.isEmpty && trailer == nil }

  /// What a row is.
  enum Role: Hashable {
    case data
    case footer
    case trailer
  }

  /// What a row is, by its first cell that is not blank: its text as UTF-8, without its quotes and spaces around it.
  func role(_ cell: Span<UInt8>) -> Role {
    if NormalText.isNormal(cell) { return normalRole(cell) }
    let normal = NormalText.normal(cell)
    return normalRole(normal.span)
  }

  private func normalRole(_ firstCell: Span<UInt8>) -> Role {
    if let trailer, trailer.matches(firstCell) { return .trailer }
    return footers.contains { $0.matches(firstCell) } ? .footer : .data
  }
}

/// A text in which `*` stands for any characters, none included.
public struct CellPattern: Hashable, Sendable {
  /// The pattern as it was declared.
  public let text: String
  /// What stands between the stars.
  private let pieces: [[UInt8]]

  /// Creates a pattern; nil where it would match any cell.
  public init?(_ text: String) {
    self.init(unchecked: text)
    if !pieces.contains(where: { !$0.isEmpty }) { return nil }
  }

  /// Creates a pattern that may match any cell, or only the empty one.
  init(unchecked text: String) {
    self.text = text
    pieces = NormalText.normal(text).utf8.split(
      separator: UInt8(ascii: "*"),
      omittingEmptySubsequences: false
    )
    .map(Array.init)
  }

  /// Whether the whole cell, as UTF-8, is what the pattern says; capital and small letters differ.
  func matches(_ cell: Span<UInt8>) -> Bool {
    let first = pieces[0]
    guard cell.has(first, at: 0) else { return false }
    if pieces.count == 1 { return cell.count == first.count }
    var place = first.count
    // Each piece is taken where it first comes, so that the most is left for those after it.
    for piece in pieces[1..<(pieces.count - 1)] {
      while place + piece.count <= cell.count, !cell.has(piece, at: place) { place += 1 }
      guard place + piece.count <= cell.count else { return false }
      place += piece.count
    }
    let last = pieces[pieces.count - 1]
    return cell.count - last.count >= place && cell.has(last, at: cell.count - last.count)
  }
}

extension Span<UInt8> {
  /// Whether the bytes from a place on begin with these.
  fileprivate func has(_ bytes: [UInt8], at place: Int) -> Bool {
    guard place + bytes.count <= count else { return false }
    return bytes.span.isEqual(to: extracting(place..<(place + bytes.count)))
  }
}
