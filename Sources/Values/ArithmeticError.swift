/// Why an operation on numbers has no result.
public enum ArithmeticError: Error, Hashable, Sendable {
  /// The result is too large for the type.
  case overflow
  /// The divisor is zero.
  case divisionByZero
  /// No real number is the result: the root or the logarithm of a negative number.
  case undefined
}
