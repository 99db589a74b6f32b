extension CalendarDate {
  /// The date as people write it: 14 June 2024.
  public var inWords: String { String(writing: { $0.append(inWords: self) }) }

  fileprivate static let months = [
    " January ", " February ", " March ", " April ", " May ", " June ", " July ", " August ",
    " September ", " October ", " November ", " December ",
  ]
}

extension TextBuffer {
  /// Adds a date as people write it: 14 June 2024.
  public mutating func append(inWords date: CalendarDate) {
    let (year, month, day) = CalendarDate.parts(of: date.dayNumber)
    append(day)
    append(CalendarDate.months[month - 1])
    append(year)
  }
}
