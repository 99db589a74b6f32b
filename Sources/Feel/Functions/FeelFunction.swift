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
  /// What gives the result.
  public private(set) var body: Body
  /// What a call takes of the steps that an evaluation may take.
  private(set) var effort: Effort = .items
  /// What does the work that literal arguments allow beforehand.
  private var preparing: Preparing?

  /// What gives a function's result from its arguments: null where the function does not apply to them.
  ///
  /// Functions of few arguments take them apart, so that a call need not make an array.
  public enum Body: Sendable {
    /// It takes one argument.
    case unary(@Sendable (Value) -> Value)
    /// It takes two arguments.
    case binary(@Sendable (Value, Value) -> Value)
    /// It takes three arguments.
    case ternary(@Sendable (Value, Value, Value) -> Value)
    /// It takes four arguments.
    case quaternary(@Sendable (Value, Value, Value, Value) -> Value)
    /// It takes its arguments as an array.
    case any(@Sendable ([Value]) -> Value)
    /// It puts its arguments together two by two, however many there are.
    case fold(Fold)
    /// It calls the functions that it is given, by way of its last parameter.
    case higherOrder(@Sendable ([Value], _ call: (FunctionValue, [Value]) -> Value) -> Value)
  }

  /// What puts values together two by two.
  public struct Fold: Sendable {
    /// What the first value is put together with; nil for itself, which shows whether it is one that can be.
    let start: Value?
    let combine: @Sendable (Value, Value) -> Value
    /// What is made of the outcome and the number of values.
    let finish: @Sendable (Value, Int) -> Value

    init(
      start: Value?,
      combine: @escaping @Sendable (Value, Value) -> Value,
      finish: @escaping @Sendable (Value, Int) -> Value = { result, _ in result }
    ) {
      self.start = start
      self.combine = combine
      self.finish = finish
    }

    /// What comes of some values; null of none.
    func value(of values: [Value]) -> Value {
      guard let first = values.first else { return .null }
      return finish(values.reduce(start ?? first, combine), values.count)
    }
  }

  /// What a call takes of the steps that an evaluation may take.
  enum Effort: Sendable {
    /// It goes through the items, entries or characters of its arguments a few times, whatever is inside them.
    case items
    /// It goes through all that is inside its arguments.
    case parts
    /// It works out the digits of a number one after the other.
    case digits
    /// What it takes is known only afterwards: it counts.
    case counted(Counting)
  }

  /// What gives the result and adds the steps that it took; it may say why there is none.
  typealias Counting = @Sendable ([Value], _ steps: inout Int) throws(ArgumentError) -> Value

  /// What gives the same results as the function for arguments of which some are literals, nil for the others.
  ///
  /// It is nil where there is nothing to be done beforehand, and throws what is wrong with a literal.
  typealias Preparing =
    @Sendable ([Value?], _ steps: inout Int) throws(ArgumentError) -> Counting?

  /// The function that goes through all that is inside its arguments.
  var lookingInside: FeelFunction {
    var function = self
    function.effort = .parts
    return function
  }

  /// The function with a domain of a parameter's: a literal outside it is refused where it is written.
  func refusing(
    _ parameter: Int,
    where isOutside: @escaping @Sendable (Value) -> Bool,
    _ message: String
  ) -> FeelFunction {
    var function = self
    function.preparing = { literals, _ throws(ArgumentError) in
      if let literal = literals[parameter], isOutside(literal) {
        throw ArgumentError(message: message, parameter: parameter)
      }
      return nil
    }
    return function
  }

  /// The function that works out the digits of a number one after the other.
  var workingOutDigits: FeelFunction {
    var function = self
    function.effort = .digits
    return function
  }

  /// Creates a function that counts the steps that it takes.
  init(
    _ name: String,
    _ parameters: [Parameter],
    isVariadic: Bool = false,
    resultType: @escaping @Sendable ([FeelType]) -> FeelType,
    counting apply: @escaping Counting,
    preparing: Preparing? = nil
  ) {
    self.init(name, parameters, isVariadic: isVariadic, resultType: resultType) { _ in .null }
    count(with: apply)
    self.preparing = preparing
  }

  private mutating func count(with apply: @escaping Counting) {
    effort = .counted(apply)
    body = .any { values in
      var steps = 0
      return (try? apply(values, &steps)) ?? .null
    }
  }

  /// The function with what literal arguments allow done beforehand: a pattern is read once, not in each call.
  ///
  /// - Parameters:
  ///   - literals: The arguments that are literals, nil for the others.
  ///   - steps: The steps that it takes are added.
  /// - Returns: A function that gives the same results for these literals.
  /// - Throws: What is wrong with a literal.
  func prepared(
    for literals: [Value?],
    _ steps: inout Int
  ) throws(ArgumentError) -> FeelFunction {
    guard let apply = try preparing?(literals, &steps) else { return self }
    var function = self
    function.count(with: apply)
    return function
  }

  /// Creates a function.
  public init(
    _ name: String,
    _ parameters: [Parameter],
    isVariadic: Bool = false,
    resultType: @escaping @Sendable ([FeelType]) -> FeelType,
    body: Body
  ) {
    self.name = name
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.resultType = resultType
    self.body = body
  }

  /// Creates a function that takes its arguments as an array.
  public init(
    _ name: String,
    _ parameters: [Parameter],
    isVariadic: Bool = false,
    resultType: @escaping @Sendable ([FeelType]) -> FeelType,
    apply: @escaping @Sendable ([Value]) -> Value
  ) {
    self.init(
      name,
      parameters,
      isVariadic: isVariadic,
      resultType: resultType,
      body: .any(apply)
    )
  }

  /// The result for argument values, as many as the function takes.
  ///
  /// - Parameters:
  ///   - arguments: One value for each parameter, or more for the last where the function is variadic.
  ///   - call: What calls a function that is given as an argument.
  /// - Returns: The result; null where the function does not apply.
  public func apply(
    _ arguments: [Value],
    call: (FunctionValue, [Value]) -> Value = { _, _ in .null }
  ) -> Value {
    switch body {
    case .unary(let apply): apply(arguments[0])
    case .binary(let apply): apply(arguments[0], arguments[1])
    case .ternary(let apply): apply(arguments[0], arguments[1], arguments[2])
    case .quaternary(let apply): apply(arguments[0], arguments[1], arguments[2], arguments[3])
    case .any(let apply): apply(arguments)
    case .fold(let fold): fold.value(of: arguments)
    case .higherOrder(let apply): apply(arguments, call)
    }
  }
}

/// A line of the standard's tables: the name, one to three parameters, what type the result has, and how it is made.
extension FeelFunction {
  /// Creates a function of one parameter, whose result always has the same type.
  init(
    _ name: String,
    _ first: Parameter,
    gives result: FeelType,
    _ apply: @escaping @Sendable (Value) -> Value
  ) {
    self.init(name, [first], resultType: { _ in result }, body: .unary(apply))
  }

  /// Creates a function of two parameters, whose result always has the same type.
  init(
    _ name: String,
    _ first: Parameter,
    _ second: Parameter,
    gives result: FeelType,
    _ apply: @escaping @Sendable (Value, Value) -> Value
  ) {
    self.init(name, [first, second], resultType: { _ in result }, body: .binary(apply))
  }

  /// Creates a function of three parameters, whose result always has the same type.
  init(
    _ name: String,
    _ first: Parameter,
    _ second: Parameter,
    _ third: Parameter,
    gives result: FeelType,
    _ apply: @escaping @Sendable (Value, Value, Value) -> Value
  ) {
    self.init(name, [first, second, third], resultType: { _ in result }, body: .ternary(apply))
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
