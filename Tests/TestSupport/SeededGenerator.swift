/// A random number generator whose numbers depend on its seed only (SplitMix64), so that a failure can be repeated.
public struct SeededGenerator: RandomNumberGenerator, CustomStringConvertible {
  /// The seed, to be printed where a property does not hold.
  public let seed: UInt64
  private var state: UInt64

  /// Starts a sequence.
  public init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// Starts a sequence of its own.
  public init() {
    self.init(seed: .random(in: .min ... .max))
  }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The seed, as it is given to repeat the sequence.
  public var description: String { "seed \(seed)" }
}
