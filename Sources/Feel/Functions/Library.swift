/// The functions that an expression may call.
public struct Library: Sendable {
  /// The standard's own functions.
  public static let standard = Library().adding(StandardFunctions.all)

  private var byName: [String: [FeelFunction]] = [:]
  /// The names as tokens, for the parser.
  private(set) var tokens = Names()

  private init() {}

  /// The library with more functions; one of the same name and parameters is replaced.
  public func adding(_ functions: [FeelFunction]) -> Library {
    var library = self
    for function in functions {
      var overloads = library.byName[function.name, default: []]
      overloads.removeAll { $0 == function }
      library.byName[function.name] = overloads + [function]
      library.tokens.insert(function.name)
    }
    return library
  }

  /// The functions of a name, which differ in their parameters.
  public func functions(named name: String) -> [FeelFunction] {
    byName[name] ?? []
  }

  /// The names of all functions.
  public var names: [String] { byName.keys.sorted() }
}
