import Feel

/// The result of the first function of a name that takes as many arguments.
func apply(_ name: String, _ arguments: Value...) -> Value {
  Library.standard.functions(named: name).first { $0.parameters.count == arguments.count }?
    .apply(arguments) ?? .null
}
