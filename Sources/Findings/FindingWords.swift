/// What a finding says; it may be put into words each time it is asked for, for of many findings few are read.
public protocol FindingWords: Sendable {
  /// What is wrong, in a sentence.
  var message: String { get }
  /// The rule's own columns.
  var columns: [NamedValue] { get }
  /// Figures that the case shows beside its message.
  var shown: [NamedValue] { get }
  /// The values read, and the rows that it rests on.
  var grounds: Grounds { get }
  /// The value of the column at a position.
  func column(_ position: Int) -> Shown
  /// The value of the shown figure at a position.
  func figure(_ position: Int) -> Shown
}

extension FindingWords {
  /// The value of the column at a position.
  public func column(_ position: Int) -> Shown { columns[position].value }

  /// The value of the shown figure at a position.
  public func figure(_ position: Int) -> Shown { shown[position].value }
}

/// Words that stand here, but for the grounds, which may be stated later.
public struct StatedWords: FindingWords {
  /// What is wrong, in a sentence.
  public let message: String
  /// The rule's own columns.
  public let columns: [NamedValue]
  /// Figures that the case shows beside its message.
  public let shown: [NamedValue]
  private let stated: StatedGrounds

  /// Creates words.
  public init(
    message: String,
    columns: [NamedValue],
    shown: [NamedValue],
    grounds: StatedGrounds
  ) {
    self.message = message
    self.columns = columns
    self.shown = shown
    stated = grounds
  }

  /// The values read, and the rows that it rests on.
  public var grounds: Grounds { stated.grounds }
}
