/// What a number format shows a number as.
enum FormatKind {
  case number
  case date
  case time
  case duration

  /// The kind of a format that has a number but no code in the file (ECMA-376 part 1, 18.8.30).
  ///
  /// 27 to 36 and 50 to 58 are dates in East Asian editions and unused elsewhere.
  init(builtIn number: Int) {
    switch number {
    case 14...17, 22, 27...31, 36, 50...54, 57...58: self = .date
    case 18...21, 32...35, 45, 47, 55...56: self = .time
    case 46: self = .duration
    default: self = .number
    }
  }

  /// The kind of a format code (18.8.31), by its first section, which shows what is not negative.
  init(code: String) {
    var (hasDay, hasMonth, hasTime) = (false, false, false)
    var rest = code.lowercased()[...]
    while let character = rest.popFirst(), character != ";" {
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count + 1)
        // Colours, conditions and countries stand in brackets too.
        if let unit = inside.first, "hms".contains(unit), inside.allSatisfy({ $0 == unit }) {
          self = .duration
          return
        }
      case "g" where rest.hasPrefix("eneral"): rest = rest.dropFirst(6)
      case "y", "d": hasDay = true
      case "h", "s": hasTime = true
      case "m": hasMonth = true
      default: break
      }
    }
    // An m beside hours or seconds is minutes.
    self = hasDay ? .date : (hasTime ? .time : (hasMonth ? .date : .number))
  }
}
