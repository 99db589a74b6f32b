/// Functions of contexts (table 81).
extension StandardFunctions {
  static let contexts = [
    FeelFunction("get value", .init("m", anyContext), .init("key", .string), gives: .nullable(.any))
    {
      m,
      key in
      guard let entries = m.entries, let key = key.text else { return .null }
      return entries.first { $0.name == key }?.value ?? .null
    },
    FeelFunction("get entries", .init("m", anyContext), gives: .list(keyAndValue)) { m in
      Value(
        m.entries.map { entries in
          entries.map { entry in
            .context([
              .init(name: "key", value: .string(entry.name)),
              .init(name: "value", value: entry.value),
            ])
          }
        }
      )
    },
    // The entries of what these give depend on texts, so that their types are not known.
    FeelFunction("context", .init("entries", .list(anyContext)), gives: .nullable(.any), context)
      .lookingInside,
    FeelFunction(
      "context put",
      .init("context", anyContext),
      .init("key", .string),
      .init("value", .any),
      gives: .any
    ) { context, key, value in put(value, at: [key], in: context) },
    FeelFunction(
      "context put",
      .init("context", anyContext),
      .init("keys", .list(.string)),
      .init("value", .any),
      gives: .nullable(.any)
    ) { context, keys, value in
      keys.items.map { put(value, at: $0[...], in: context) } ?? .null
    },
    FeelFunction("context merge", .init("contexts", .list(anyContext)), gives: .any) { contexts in
      guard let contexts = contexts.items else { return .null }
      var result: [Value.ContextEntry] = []
      var indices: [String: Int] = [:]
      for context in contexts {
        guard let entries = context.entries else { return .null }
        for entry in entries {
          if let index = indices[entry.name] {
            result[index].value = entry.value
          } else {
            indices[entry.name] = result.count
            result.append(entry)
          }
        }
      }
      return .context(result)
    }.lookingInside,
  ]

  /// Any context: nothing is asked of its entries.
  private static let anyContext = FeelType.context(ContextType(name: "context", entries: []))

  private static let keyAndValue = FeelType.context(
    ContextType(
      name: "entry",
      entries: [.init(name: "key", type: .string), .init(name: "value", type: .any)]
    )
  )

  /// The context of a list of keys and values; null where one has no key or no value, or a key is there twice.
  private static func context(_ entries: Value) -> Value {
    guard let items = entries.items else { return .null }
    var result: [Value.ContextEntry] = []
    var names: Set<String> = []
    for item in items {
      guard let entries = item.entries, let key = entries.first(where: { $0.name == "key" }),
        let value = entries.first(where: { $0.name == "value" }), let name = key.value.text,
        names.insert(name).inserted
      else { return .null }
      result.append(.init(name: name, value: value.value))
    }
    return .context(result)
  }

  /// The context with a value put at the end of a path of keys; all but the last lead to contexts.
  private static func put(_ value: Value, at keys: ArraySlice<Value>, in context: Value) -> Value {
    guard var entries = context.entries, let key = keys.first?.text else { return .null }
    var value = value
    if keys.count > 1 {
      let inner = entries.first { $0.name == key }?.value ?? .null
      value = put(value, at: keys.dropFirst(), in: inner)
      guard value != .null else { return .null }
    }
    set(value, for: key, in: &entries)
    return .context(entries)
  }

  private static func set(
    _ value: Value,
    for key: String,
    in entries: inout [Value.ContextEntry]
  ) {
    if let index = entries.firstIndex(where: { $0.name == key }) {
      entries[index].value = value
    } else {
      entries.append(.init(name: key, value: value))
    }
  }
}
