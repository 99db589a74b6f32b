extension CalendarDate {
  /// The date as people write it: 14 June 2024.
  public var inWords: String {
    let (year, month, day) = CalendarDate.parts(of: dayNumber)
    var text = String(day)
    text += CalendarDate.months[month - 1]
    text += String(year)
    return text
  }

  private static let months = [
    " January ", " February ", " March ", " April ", " May ", " June ", " July ", " August ",
    " September ", " October ", " November ", " December ",
  ]
}
