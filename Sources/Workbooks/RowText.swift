internal import Values

/// Writes rows of a table as a sheet's part of the file has them (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).
///
/// It writes what the library would, but texts stand in their cells, for nobody has to look them up in a list of all then.
struct RowText: Sendable {
  /// A column, with the styles that its cells may have.
  struct Column: Sendable {
    /// The beginning of a cell, up to the number of its row.
    let opening: [UInt8]
    let room: ColumnRoom
    let styles: [Style]

    init(at column: Int, _ room: ColumnRoom, _ styles: [Style]) {
      opening = Array("<c r=\"\(CellReference.letters(of: column))".utf8)
      self.room = room
      self.styles = styles
    }
  }

  /// A style, with what stands between the number of a cell's row and its content.
  struct Style: Sendable {
    let look: CellLook
    let blank: [UInt8]
    let figure: [UInt8]
    let text: [UInt8]

    init(_ look: CellLook, number: Int32) {
      self.look = look
      blank = Array("\" s=\"\(number)\"/>".utf8)
      figure = Array("\" s=\"\(number)\"><v>".utf8)
      text = Array("\" s=\"\(number)\" t=\"inlineStr\"><is><t".utf8)
    }
  }

  private static let figureEnd = Array("</v></c>".utf8)
  private static let textEnd = Array("</t></is></c>".utf8)
  private static let rowEnd = Array("</row>".utf8)

  let columns: [Column]

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - cells: Its cells, one for each column, none of them a link.
  ///   - row: Its place on the sheet, counted from 0.
  ///   - bytes: What it is added to.
  func append(_ cells: [Cell], row: Int, to bytes: inout [UInt8]) {
    let number = Array(String(row + 1).utf8)
    bytes += "<row r=\"".utf8
    bytes += number
    if let height = ColumnRoom.height(of: cells, in: columns.lazy.map(\.room)) {
      bytes += "\" ht=\"\(height)\" customHeight=\"1".utf8
    }
    bytes += "\">".utf8
    for index in columns.indices {
      bytes += columns[index].opening
      bytes += number
      let look = cells[index].look
      guard let style = columns[index].styles.firstIndex(where: { $0.look == look }) else {
        preconditionFailure("a look was not told")
      }
      append(cells[index], columns[index].styles[style], to: &bytes)
    }
    bytes += RowText.rowEnd
  }

  private func append(_ cell: Cell, _ style: Style, to bytes: inout [UInt8]) {
    switch cell {
    case .empty: bytes += style.blank
    case .text(let text): append(text, style, to: &bytes)
    case .boolean(let flag): append(flag ? "Yes" : "No", style, to: &bytes)
    case .number(let number), .money(let number), .pounds(let number), .percent(let number):
      append(StoredFigure(number), digits: number, style, to: &bytes)
    case .date(let day): append(StoredFigure(day), digits: nil, style, to: &bytes)
    case .toned(_, let cell): append(cell, style, to: &bytes)
    case .link: preconditionFailure("a link has its place elsewhere in the file")
    }
  }

  private func append(
    _ figure: StoredFigure,
    digits: Decimal?,
    _ style: Style,
    to bytes: inout [UInt8]
  ) {
    switch figure {
    case .text(let text): append(text, style, to: &bytes)
    case .double(let double):
      bytes += style.figure
      if !bytes.append(digitsOf: digits) {
        // What has no fraction is written without a point; a larger double stands for many decimals, the shortest of which is meant.
        if double.magnitude < 1e15, let whole = Int64(exactly: double) {
          bytes += String(whole).utf8
        } else {
          bytes += String(double).utf8
        }
      }
      bytes += RowText.figureEnd
    }
  }

  private func append(_ text: String, _ style: Style, to bytes: inout [UInt8]) {
    guard let first = text.utf8.first else {
      bytes += style.blank
      return
    }
    bytes += style.text
    let last = text.utf8.last ?? first
    bytes += (isSpace(first) || isSpace(last) ? " xml:space=\"preserve\">" : ">").utf8
    bytes.append(escaping: text)
    bytes += RowText.textEnd
  }

  /// Whether a reader may drop a byte at the end of a text.
  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

extension [UInt8] {
  /// Adds a text as it may stand in XML and in a cell.
  fileprivate mutating func append(escaping text: String) {
    if text.utf8.count <= CellText.limit, isPlain(text.utf8Span.span) {
      self += text.utf8
      return
    }
    for byte in CellText.storable(text).utf8 {
      switch byte {
      case 0x26: self += "&amp;".utf8
      case 0x3C: self += "&lt;".utf8
      case 0x3E: self += "&gt;".utf8
      default: append(byte)
      }
    }
  }

  /// Whether a text may stand as it is.
  private func isPlain(_ text: Span<UInt8>) -> Bool {
    // U+FFFE and U+FFFF, which XML has not, begin with 0xEF.
    let isOdd = text.containsAny { bytes in
      bytes.controlMarks - (bytes.marks(0x0A) | bytes.marks(0x09))
        | bytes.marks(0x26) | bytes.marks(0x3C) | bytes.marks(0x3E) | bytes.marks(0xEF)
    }
    // What begins like the file format's own way to write a character.
    return !isOdd && !text.contains(UInt8(ascii: "_"), before: UInt8(ascii: "x"))
  }

  /// Adds the digits of a number that the double next to it gives back; false where it has too many for that.
  fileprivate mutating func append(digitsOf decimal: Decimal?) -> Bool {
    guard let decimal, var rest = Int64(exactly: decimal.coefficient)?.magnitude,
      rest < 1_000_000_000_000_000, (-15...0).contains(decimal.exponent)
    else { return false }
    var places = -decimal.exponent
    while places > 0, rest % 10 == 0 { (rest, places) = (rest / 10, places - 1) }
    if decimal.isNegative { append(UInt8(ascii: "-")) }
    let start = count
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      (rest, places) = (rest / 10, places - 1)
      if places == 0 { append(UInt8(ascii: ".")) }
    } while rest > 0 || places >= 0
    self[start...].reverse()
    return true
  }
}
