/// What becomes of the digits that rounding drops.
public enum RoundingMode: Hashable, Sendable, CaseIterable {
  /// To the nearest; a half goes to the even digit.
  case halfEven
  /// To the nearest; a half goes away from zero.
  case halfUp
  /// To the nearest; a half goes towards zero.
  case halfDown
  /// Away from zero.
  case up
  /// Towards zero.
  case down
  /// Towards negative infinity.
  case floor
  /// Towards positive infinity.
  case ceiling

  /// Whether the last digit that is kept grows by one; `half` says how the dropped part compares with a half.
  func roundsAway(half: Int, isExact: Bool, isOdd: Bool, isNegative: Bool) -> Bool {
    guard !isExact else { return false }
    switch self {
    case .halfEven: return half > 0 || half == 0 && isOdd
    case .halfUp: return half >= 0
    case .halfDown: return half > 0
    case .up: return true
    case .down: return false
    case .floor: return isNegative
    case .ceiling: return !isNegative
    }
  }
}
