/// What a cell's content changes in the style of its place; the cells of a long column have few looks.
struct CellLook: Hashable {
  /// What is written.
  enum Kind: Hashable {
    case plain, money, pounds, percent, date, link
    /// A number with so many places.
    case number(places: Int)
  }

  var kind: Kind
  var tone: Tone?
}

extension Cell {
  /// What is written of it.
  var kind: CellLook.Kind {
    switch self {
    case .empty, .text, .boolean: .plain
    case .number(let number): .number(places: StoredFigure.places(of: number))
    case .money: .money
    case .pounds: .pounds
    case .percent: .percent
    case .date: .date
    case .link: .link
    case .toned(_, let cell): cell.kind
    }
  }

  /// How its content looks.
  var look: CellLook {
    guard case .toned(let tone, let cell) = self else { return CellLook(kind: kind) }
    let look = cell.look
    return CellLook(kind: look.kind, tone: look.tone ?? tone)
  }
}

extension CellStyle {
  /// The style of a cell with this look.
  func showing(_ look: CellLook) -> CellStyle {
    let style = look.tone.map(toned) ?? self
    return switch look.kind {
    case .plain: style
    case .money: style.figure("£#,##0.00;[Red]-£#,##0.00")
    case .pounds: style.figure("£#,##0;[Red]-£#,##0")
    case .percent: style.figure("0.0%")
    case .number(let places): style.figure(StoredFigure.format(places: places))
    case .date: style.numbered("dd mmm yyyy")
    case .link: style.linked
    }
  }

  /// The style of a number: on the right, unless its column stands in the middle.
  private func figure(_ format: String) -> CellStyle {
    var style = numbered(format)
    if style.alignment == .left, style.edge != .tile { style.alignment = .right }
    return style
  }

  private func numbered(_ format: String) -> CellStyle {
    var style = self
    style.numberFormat = format
    return style
  }

  private var linked: CellStyle {
    var style = self
    (style.isUnderlined, style.colour) = (true, Palette.link)
    return style
  }
}
