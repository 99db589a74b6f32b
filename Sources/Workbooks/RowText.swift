internal import Values

/// Writes rows of a table as a sheet's part of the file has them (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).
///
/// It writes what the library would, but texts stand in their cells, for nobody has to look them up in a list of all then.
struct RowText: Sendable {
  /// A column, with the styles that its cells may have.
  struct Column: Sendable {
    /// Its letters.
    let letters: String
    let room: ColumnRoom
    /// The looks of its cells, each with the number of its style.
    let styles: [(look: CellLook, number: Int32)]
  }

  /// A place among the bytes that are the same in many cells.
  ///
  /// Threads that refer to one text count its references in turn; a place costs nothing to hand on.
  private typealias Place = Range<Int>

  private struct ColumnText: Sendable {
    /// The beginning of a cell, up to the number of its row.
    let opening: Place
    let styles: [Style]
  }

  /// A style, with what stands between the number of a cell's row and its content.
  private struct Style: Sendable {
    let look: CellLook
    let blank: Place
    let figure: Place
    let text: Place
  }

  private var common: [UInt8] = []
  private let rooms: [ColumnRoom]
  private var columns: [ColumnText] = []

  init(columns: [Column]) {
    rooms = columns.map(\.room)
    for column in columns {
      let opening = add("<c r=\"\(column.letters)")
      let styles = column.styles.map { look, number in
        Style(
          look: look,
          blank: add("\" s=\"\(number)\"/>"),
          figure: add("\" s=\"\(number)\"><v>"),
          text: add("\" s=\"\(number)\" t=\"inlineStr\"><is><t")
        )
      }
      self.columns.append(ColumnText(opening: opening, styles: styles))
    }
  }

  private mutating func add(_ text: String) -> Place {
    let start = common.count
    common += text.utf8
    return start..<common.count
  }

  /// Adds rows.
  ///
  /// - Parameters:
  ///   - cells: Their cells, one for each column, none of them a link.
  ///   - row: The place of the first on the sheet, counted from 0.
  ///   - bytes: What they are added to.
  func append(_ cells: CellBuffer, row: Int, to bytes: inout [UInt8]) {
    for (index, start) in stride(from: 0, to: cells.count, by: columns.count).enumerated() {
      append(cells, from: start, row: row + index, to: &bytes)
    }
  }

  private func append(_ cells: CellBuffer, from start: Int, row: Int, to bytes: inout [UInt8]) {
    bytes.append("<row r=\"")
    let number = bytes.count..<bytes.count + String(row + 1).utf8.count
    bytes += String(row + 1).utf8
    if let height = ColumnRoom.height(of: cells, from: start, in: rooms) {
      bytes += "\" ht=\"\(height)\" customHeight=\"1".utf8
    }
    bytes.append("\">")
    for index in columns.indices {
      copy(columns[index].opening, to: &bytes)
      for place in number { bytes.append(bytes[place]) }
      let cell = cells.kept[start + index]
      guard let style = columns[index].styles.first(where: { $0.look == cell.look }) else {
        preconditionFailure("a look was not told")
      }
      switch cell.content {
      case .empty: copy(style.blank, to: &bytes)
      case .text(let place): cells.withText(at: place) { append($0, style, to: &bytes) }
      case .boolean(let flag):
        append((flag ? "Yes" : "No").utf8Span.span, style, to: &bytes)
      case .number(let number): append(StoredFigure(number), digits: number, style, to: &bytes)
      case .date(let day): append(StoredFigure(day), digits: nil, style, to: &bytes)
      case .link: preconditionFailure("a link has its place elsewhere in the file")
      }
    }
    bytes.append("</row>")
  }

  private func copy(_ place: Place, to bytes: inout [UInt8]) {
    unsafe common.span.extracting(place).withUnsafeBufferPointer {
      unsafe bytes.append(contentsOf: $0)
    }
  }

  private func append(
    _ figure: StoredFigure,
    digits: Decimal?,
    _ style: Style,
    to bytes: inout [UInt8]
  ) {
    switch figure {
    case .text(let text): append(text.utf8Span.span, style, to: &bytes)
    case .double(let double):
      copy(style.figure, to: &bytes)
      if !bytes.append(digitsOf: digits) {
        // What has no fraction is written without a point; a larger double stands for many decimals, the shortest of which is meant.
        if double.magnitude < 1e15, let whole = Int64(exactly: double) {
          bytes += String(whole).utf8
        } else {
          bytes += String(double).utf8
        }
      }
      bytes.append("</v></c>")
    }
  }

  private func append(_ text: Span<UInt8>, _ style: Style, to bytes: inout [UInt8]) {
    if text.isEmpty {
      copy(style.blank, to: &bytes)
      return
    }
    copy(style.text, to: &bytes)
    let hasSpace = isSpace(text[0]) || isSpace(text[text.count - 1])
    bytes.append(hasSpace ? " xml:space=\"preserve\">" : ">")
    bytes.append(escaping: text)
    bytes.append("</t></is></c>")
  }

  /// Whether a reader may drop a byte at the end of a text.
  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

extension [UInt8] {
  /// Adds a text that stands in the program.
  @inline(__always)
  fileprivate mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { unsafe append(contentsOf: $0) }
  }

  /// Adds a text as it may stand in XML and in a cell.
  fileprivate mutating func append(escaping text: Span<UInt8>) {
    if text.count <= CellText.limit, isPlain(text) {
      unsafe text.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
      return
    }
    for byte in CellText.storable(String(copying: unsafe UTF8Span(unchecked: text))).utf8 {
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
