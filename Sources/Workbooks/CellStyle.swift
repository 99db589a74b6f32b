/// How a cell looks; equal styles share one format of the file.
struct CellStyle: Hashable {
  /// Where a text stands in its cell, from left to right.
  enum Alignment: Hashable {
    case left, centre, right
  }

  /// The line around a cell, where there is one.
  enum Edge: Hashable {
    case none
    /// A fine line below: rows of a table.
    case row
    /// A fine line all around: cells to type in.
    case box
    /// A line above and below: totals.
    case total
    /// A broad white line on the right, which sets tiles apart.
    case tile
  }

  var size = 10
  var isBold = false
  var isUnderlined = false
  var colour = Palette.ink
  var fill: UInt32?
  var alignment = Alignment.left
  var isTop = true
  var isIndented = false
  var wraps = false
  var edge = Edge.none
  var numberFormat = ""
}

/// The colours, as red, green and blue; text on each ground has a contrast of at least 4.5 to 1.
enum Palette {
  static let ink: UInt32 = 0x1F_2933
  static let quiet: UInt32 = 0x52_606D
  static let head: UInt32 = 0x1D_3F58
  static let white: UInt32 = 0xFF_FFFF
  static let line: UInt32 = 0xD9_E2EC
  static let tile: UInt32 = 0xF0_F4F8
  static let typedHead: UInt32 = 0x8A_5A00
  static let typed: UInt32 = 0xFF_F9E0
  static let typedLine: UInt32 = 0xE5_D5A0
  static let link: UInt32 = 0x0B_5394
  /// The colours of a chart's series, in order; told apart in grey as well.
  static let series: [UInt32] = [0x1D_3F58, 0xE0_8A1E, 0x6F_A8C9, 0x9B_2C2C, 0x7A_8B99, 0x3F_7D58]
}

extension Tone {
  /// The ground of the tone; nil where it has none.
  var fill: UInt32? {
    switch self {
    case .plain, .muted: nil
    case .critical: 0x9B_1C1C
    case .high: 0xFB_DCDC
    case .medium: 0xFD_ECC8
    case .low: 0xE1_ECF4
    case .good: 0xDD_F1E3
    }
  }

  /// The letters of the tone.
  var colour: UInt32 {
    switch self {
    case .plain: Palette.ink
    case .critical: Palette.white
    case .high: 0x86_1818
    case .medium: 0x70_4600
    case .low: 0x24_4B66
    case .good: 0x1C_5B34
    case .muted: Palette.quiet
    }
  }
}

extension CellStyle {
  /// A heading of a table.
  static func heading(of column: TableBlock.Column) -> CellStyle {
    var style = CellStyle()
    style.isBold = true
    style.colour = Palette.white
    style.fill = column.isTyped ? Palette.typedHead : Palette.head
    style.alignment = column.alignment
    style.isIndented = column.style == .figures
    style.isTop = false
    style.wraps = true
    return style
  }

  /// A cell of a table's rows; where one wraps, all stand at the top of their row.
  static func body(of column: TableBlock.Column, isTop: Bool) -> CellStyle {
    var style = CellStyle()
    style.alignment = column.alignment
    style.isIndented = column.style == .figures
    style.isTop = isTop
    style.wraps = column.style == .wrapped || column.style == .clipped
    style.edge = column.isTyped ? .box : .row
    style.fill = column.isTyped ? Palette.typed : nil
    return style
  }

  /// A cell of a table's totals.
  static func total(of column: TableBlock.Column) -> CellStyle {
    var style = CellStyle()
    style.isBold = true
    style.alignment = column.alignment
    style.isIndented = column.style == .figures
    style.isTop = false
    style.fill = Palette.tile
    style.edge = .total
    return style
  }

  /// A paragraph.
  static func text(_ part: TextStyle) -> CellStyle {
    var style = CellStyle()
    style.isTop = part != .heading
    style.wraps = part.wraps
    switch part {
    case .title: (style.size, style.isBold, style.colour) = (18, true, Palette.head)
    case .subtitle: (style.size, style.colour) = (11, Palette.quiet)
    case .heading: (style.size, style.isBold, style.colour) = (12, true, Palette.head)
    case .body: break
    case .note: (style.size, style.colour) = (9, Palette.quiet)
    }
    return style
  }

  /// A coloured strip across the page.
  static func banner(_ tone: Tone) -> CellStyle {
    var style = CellStyle()
    (style.size, style.isBold, style.wraps, style.isTop) = (11, true, true, false)
    style.isIndented = true
    style.colour = tone.colour
    style.fill = tone.fill ?? Palette.tile
    return style
  }

  /// A line of a figure that is read first.
  static func tile(size: Int, isBold: Bool, colour: UInt32) -> CellStyle {
    var style = CellStyle()
    (style.size, style.isBold, style.colour) = (size, isBold, colour)
    (style.fill, style.edge, style.isTop, style.isIndented) = (Palette.tile, .tile, false, true)
    return style
  }

  /// The style in the colours of a tone.
  func toned(_ tone: Tone) -> CellStyle {
    var style = self
    style.colour = tone.colour
    style.fill = tone.fill ?? fill
    style.isBold = isBold || tone == .critical
    return style
  }
}

extension TableBlock.Column {
  var alignment: CellStyle.Alignment {
    switch style {
    case .text, .wrapped, .clipped: .left
    case .centred: .centre
    case .figures: .right
    }
  }
}
