public import Values

extension TextBuffer {
  /// Begins a line, unless it is the first of those that stand behind a place.
  public mutating func beginLine(from start: Int) {
    if count > start { append(ascii: 0x0A) }
  }

  /// Adds a value within a line.
  public mutating func append(inLine value: Shown) {
    switch value {
    case .text(let text): append(text)
    case .number(let number): append(number)
    case .money(let number): append(money: number)
    case .date(let day): append(inWords: day)
    case .boolean(let flag): append(flag ? "yes" : "no")
    case .empty: append("(blank)")
    }
  }

  /// Adds pounds and pence; all digits where they are too many.
  public mutating func append(money number: Decimal) {
    if !append(poundsAndPence: number) {
      append("£")
      append(number)
    }
  }

  /// Adds a place as readers look it up.
  public mutating func append(_ place: Location) {
    append(place.file)
    if let sheet = place.sheet {
      append(", sheet ")
      append(sheet)
      append(", row ")
    } else {
      append(":")
    }
    append(place.line)
  }

  /// Adds a place behind what was read there.
  public mutating func append(inBrackets place: Location) {
    append(" (")
    append(place)
    append(")")
  }
}
