internal import CXLSXWriter

extension CellStyle {
  /// Sets the library's format to look like this.
  func apply(to format: UnsafeMutablePointer<lxw_format>) {
    unsafe format_set_font_name(format, "Calibri")
    unsafe format_set_font_size(format, Double(size))
    unsafe format_set_font_color(format, colour)
    if isBold { unsafe format_set_bold(format) }
    if isUnderlined { unsafe format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
    if let fill { unsafe format_set_bg_color(format, fill) }
    if wraps { unsafe format_set_text_wrap(format) }
    if !numberFormat.isEmpty { unsafe format_set_num_format(format, numberFormat) }
    unsafe format_set_align(format, UInt8(alignment.code.rawValue))
    let vertical = isTop ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER
    unsafe format_set_align(format, UInt8(vertical.rawValue))
    if isIndented { unsafe format_set_indent(format, 1) }
    unsafe applyEdge(to: format)
  }

  private func applyEdge(to format: UnsafeMutablePointer<lxw_format>) {
    let thin = UInt8(LXW_BORDER_THIN.rawValue)
    switch edge {
    case .none: break
    case .row:
      unsafe format_set_bottom(format, thin)
      unsafe format_set_bottom_color(format, Palette.line)
    case .box:
      unsafe format_set_border(format, thin)
      unsafe format_set_border_color(format, Palette.typedLine)
    case .total:
      unsafe format_set_top(format, thin)
      unsafe format_set_top_color(format, Palette.head)
      unsafe format_set_bottom(format, thin)
      unsafe format_set_bottom_color(format, Palette.head)
    case .tile:
      unsafe format_set_right(format, UInt8(LXW_BORDER_THICK.rawValue))
      unsafe format_set_right_color(format, Palette.white)
    }
  }
}

extension CellStyle.Alignment {
  fileprivate var code: lxw_format_alignments {
    switch self {
    case .left: LXW_ALIGN_LEFT
    case .centre: LXW_ALIGN_CENTER
    case .right: LXW_ALIGN_RIGHT
    }
  }
}
