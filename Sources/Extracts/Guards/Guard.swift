internal import Findings

/// Whether a delivery that does not satisfy a guard is refused or only reported.
public enum Strictness: String, Hashable, Sendable, CaseIterable {
  /// It is read, and the night says what is wrong.
  case report
  /// It is refused.
  case refuse
}

/// Something that the delivery of a source must satisfy.
public enum Guard: Hashable, Sendable {
  /// The newest file was last changed no longer ago than so many seconds.
  case younger(than: Age)
  /// The newest date in a file's name is near the day of the audit.
  case dated(NameDate)
  /// There are so many rows.
  case rows(atLeast: Int)
  /// There are so many rows for each row of last night, in hundredths of one per cent.
  case rowsOfLastNight(basisPoints: Int)
  /// Every file has these headings.
  case columns([String])
  /// No heading is new since last night, and none is gone.
  case sameColumns(Strictness)
  /// Every file ends with a row that says how much it holds.
  case trailer(Trailer)
  /// No row is in two files.
  case noRowsTwice(Strictness)
  /// At least one file was not delivered last night.
  case newFile(Strictness)
}

extension Guard {
  /// What the delivery must be, as the configuration says it.
  public var text: String {
    switch self {
    case .younger(let age): "be younger than \(age)"
    case .dated(let date): "be dated \(date)"
    case .rows(let least): "have at least \(counted(least, "row"))"
    case .rowsOfLastNight(let points): "have at least \(percent(points)) of last night's rows"
    case .columns(let names): "have the columns \(names.joined(separator: ", "))"
    case .sameColumns: "have last night's columns"
    case .trailer(let trailer): "have a trailer (\(trailer.mark.text))"
    case .noRowsTwice: "have no rows twice"
    case .newFile: "be new"
    }
  }

  /// Whether the guard looks at what an earlier night read.
  public var comparesNights: Bool {
    switch self {
    case .rowsOfLastNight, .sameColumns, .newFile: true
    case .younger, .dated, .rows, .columns, .trailer, .noRowsTwice: false
    }
  }

  /// Whether a delivery satisfies the guard.
  func check(_ facts: DeliveryFacts) -> DeliveryCheck {
    let (result, explanation) =
      switch self {
      case .younger(let age): facts.checkAge(age)
      case .dated(let date): date.check(facts.record.files.map(\.name), asAt: facts.asAt)
      case .rows(let least): facts.checkRows(atLeast: least)
      case .rowsOfLastNight(let points): facts.checkRows(ofLastNight: points)
      case .columns(let names): facts.checkColumns(names)
      case .sameColumns(let strictness): facts.checkSameColumns(strictness)
      case .trailer(let trailer): trailer.check(facts)
      case .noRowsTwice(let strictness): facts.checkRowsTwice(strictness)
      case .newFile(let strictness): facts.checkNewFile(strictness)
      }
    return DeliveryCheck(text, result, explanation)
  }
}

extension Strictness {
  /// What a guard that is not satisfied comes to.
  var result: DeliveryCheck.Result {
    switch self {
    case .report: .reported
    case .refuse: .refused
    }
  }
}
