/// What became of one thing that a delivery must satisfy.
public struct DeliveryCheck: Hashable, Sendable {
  /// How it ended.
  public enum Result: String, Hashable, Sendable, CaseIterable {
    /// The delivery satisfies it.
    case passed
    /// There was nothing to compare with.
    case notChecked = "not checked"
    /// It does not, which was to be said and no more.
    case reported
    /// It does not, and so the source is refused.
    case refused
  }

  /// What it must satisfy, in the words of the configuration.
  public var check: String
  /// How it ended.
  public var result: Result
  /// What was found, in a sentence without a full stop; it names no value of a row and no time of day.
  public var explanation: String

  /// Creates a check's result.
  public init(_ check: String, _ result: Result, _ explanation: String) {
    self.check = check
    self.result = result
    self.explanation = explanation
  }
}
