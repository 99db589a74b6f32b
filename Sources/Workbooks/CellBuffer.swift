public import Values

/// Cells in the order in which they are added, row by row, until they are written.
///
/// Their texts stand one after another in one buffer: no cell needs a string of its own, and none is counted by threads.
public struct CellBuffer: Sendable {
  /// A cell, its text being a place among the texts.
  struct Kept {
    enum Content {
      case empty
      case text(Range<Int>)
      case number(Decimal)
      case date(CalendarDate)
      case boolean(Bool)
      case link(Range<Int>, target: Int)
    }

    let content: Content
    let look: CellLook

    /// Where its text is; nil where it is not written as text.
    var text: Range<Int>? {
      switch content {
      case .text(let place), .link(let place, _): place
      case .empty, .number, .date, .boolean: nil
      }
    }
  }

  private(set) var kept: [Kept] = []
  private(set) var texts = TextBuffer()
  /// The sheets that links lead to.
  private var targets: [String] = []

  /// Creates a buffer without cells.
  public init() {}

  /// Makes room for so many cells and bytes of text.
  mutating func reserveCapacity(_ count: Int, bytes: Int) {
    kept.reserveCapacity(count)
    texts.reserveCapacity(bytes)
  }

  /// How many cells there are.
  var count: Int { kept.count }

  /// Adds a cell.
  public mutating func append(_ cell: Cell) { append(cell, tone: nil) }

  /// Adds a cell of text; an empty one where there is none.
  ///
  /// - Parameter write: Adds the text to those of the cells before.
  public mutating func append(writing write: (inout TextBuffer) -> Void) {
    let start = texts.count
    write(&texts)
    let content = texts.count > start ? Kept.Content.text(start..<texts.count) : .empty
    kept.append(Kept(content: content, look: CellLook(kind: .plain)))
  }

  private mutating func append(_ cell: Cell, tone: Tone?) {
    let content: Kept.Content
    switch cell {
    case .empty: content = .empty
    case .text(let text): content = .text(place(of: text))
    case .number(let number), .money(let number), .pounds(let number), .percent(let number):
      content = .number(number)
    case .date(let day): content = .date(day)
    case .boolean(let flag): content = .boolean(flag)
    case .link(let text, let sheet):
      content = .link(place(of: text), target: targets.count)
      targets.append(sheet)
    // The colours of the innermost are seen.
    case .toned(let tone, let cell): return append(cell, tone: tone)
    }
    kept.append(Kept(content: content, look: CellLook(kind: cell.kind, tone: tone)))
  }

  private mutating func place(of text: String) -> Range<Int> {
    let start = texts.count
    texts.append(text)
    return start..<texts.count
  }

  /// The bytes of a text.
  @inline(__always)
  func withText<Result>(at place: Range<Int>, _ look: (Span<UInt8>) -> Result) -> Result {
    look(texts.bytes.span.extracting(place))
  }

  /// The cells as values.
  var cells: [Cell] { kept.map(cell) }

  private func cell(_ kept: Kept) -> Cell {
    let cell: Cell =
      switch kept.content {
      case .empty: .empty
      case .text(let place): .text(text(at: place))
      case .number(let number):
        switch kept.look.kind {
        case .money: .money(number)
        case .pounds: .pounds(number)
        case .percent: .percent(number)
        case .plain, .number, .date, .link: .number(number)
        }
      case .date(let day): .date(day)
      case .boolean(let flag): .boolean(flag)
      case .link(let place, let target): .link(text(at: place), sheet: targets[target])
      }
    return kept.look.tone.map { .toned($0, cell) } ?? cell
  }

  private func text(at place: Range<Int>) -> String {
    String(decoding: texts.bytes[place], as: UTF8.self)
  }
}
