/// A function that expressions may call: the standard's own, or an addition that a host brings along.
public struct FeelFunction: Sendable {
  /// A formal parameter.
  public struct Parameter: Hashable, Sendable {
    /// Its name, for named arguments.
    public var name: String
    /// The type that an argument must have.
    public var type: FeelType

    /// Creates a parameter.
    public init(_ name: String, _ type: FeelType) {
      self.name = name
      self.type = type
    }
  }

  /// The name as written, with spaces: `days in common`.
  public let name: String
  /// The formal parameters.
  public let parameters: [Parameter]
  /// Whether the last parameter takes any number of arguments (at least one).
  public let isVariadic: Bool
  /// The type of a call, from the types of its arguments; never called with a wrong count.
  public let resultType: @Sendable ([FeelType]) -> FeelType
  /// The result for argument values; null where the function does not apply to them.
  public let apply: @Sendable ([Value]) -> Value

  /// Creates a function.
  public init(
    _ name: String,
    _ parameters: [Parameter],
    isVariadic: Bool = false,
    resultType: @escaping @Sendable ([FeelType]) -> FeelType,
    apply: @escaping @Sendable ([Value]) -> Value
  ) {
    self.name = name
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.resultType = resultType
    self.apply = apply
  }
}

extension FeelFunction: Hashable {
  /// Two functions are the same when name and parameters are: a library holds each once.
  public static func == (a: FeelFunction, b: FeelFunction) -> Bool {
    a.name == b.name && a.parameters == b.parameters
  }

  /// Hashes the name and parameters.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(parameters)
  }
}
