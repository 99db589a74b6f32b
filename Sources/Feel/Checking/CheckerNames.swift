internal import Values

/// Names and paths.
extension Checker {
  mutating func resolve(_ name: String, at source: SourceRange) throws(FeelError)
    -> CheckedExpression
  {
    if let found = binding(of: name, at: source) { return found }
    let functions = library.functions(named: name)
    if !functions.isEmpty {
      let value = Value.function(.library(functions))
      return CheckedExpression(.literal(value), type: FeelType(of: value), source: source)
    }
    return try invalid(
      FeelError("unknown name `\(name)`", at: source, hint: hint(name, knownNames))
    )
  }

  /// What a name of the scope stands for; nil for no such name.
  ///
  /// With `openItems`, that may be an entry that only the values of a filter's items tell.
  func binding(
    of name: String,
    openItems: Bool = true,
    at source: SourceRange
  ) -> CheckedExpression? {
    var items: [Variable] = []
    var found: CheckedExpression?
    for binding in bindings.reversed() where found == nil {
      switch binding {
      case .variable(let variable, let type):
        guard variable.name == name else { continue }
        found = narrowed(.variable(variable), type, at: source)
      case .entries(let item, let context):
        guard let type = context.type(of: name) else { continue }
        let base = CheckedExpression(.variable(item), type: .context(context), source: source)
        found = narrowed(.path(base, entry: name), type, at: source)
      case .openItem(let item): if openItems { items.append(item) }
      }
    }
    guard !items.isEmpty else { return found }
    // The innermost item comes first: what it does not have is looked for further out.
    var result =
      found
      ?? CheckedExpression(.invalid("unknown name `\(name)`"), type: .null, source: source)
    for item in items.reversed() {
      result = CheckedExpression(
        .itemEntry(item, entry: name, otherwise: result),
        type: .any,
        source: source
      )
    }
    return result
  }

  private var knownNames: [String] {
    bindings.flatMap { binding in
      switch binding {
      case .variable(let variable, _): [variable.name]
      case .entries(_, let context): context.entries.map(\.name)
      case .openItem: [String]()
      }
    }
  }

  /// A hint at the nearest known name; only the first few of many mistakes are worth the search.
  func hint(_ name: String, _ known: @autoclosure () -> [String]) -> String? {
    guard warnings.count < 20 else { return nil }
    return nearestName(to: name, among: known()).map { "did you mean `\($0)`?" }
  }

  /// A variable or path, not null where a condition has excluded that.
  func narrowed(
    _ kind: CheckedExpression.Kind,
    _ type: FeelType,
    at source: SourceRange
  ) -> CheckedExpression {
    let node = CheckedExpression(kind, type: type, source: source)
    guard case .nullable(let inner) = type, let path = ValuePath(node), facts.contains(path) else {
      return node
    }
    return CheckedExpression(kind, type: inner, source: source)
  }

  mutating func path(
    _ base: CheckedExpression,
    _ entry: Expression.Name,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    switch base.type.nonNull {
    case .any, .null:
      try refuseNull(base)
      return CheckedExpression(.path(base, entry: entry.text), type: .any, source: source)
    case .list(let item):
      guard !item.entries.isEmpty || item.isOpen else { break }
      try refuseNull(base)
      let type = item.isOpen && item.entries.isEmpty ? .any : try entryType(item, entry)
      return CheckedExpression(
        .projection(base, entry: entry.text),
        type: propagating(.list(item.admitsNull ? type.orNull : type), base),
        source: source
      )
    default: break
    }
    let type = try entryType(base.type, entry)
    return narrowed(
      .path(base, entry: entry.text),
      base.type.admitsNull ? type.orNull : type,
      at: source
    )
  }

  private mutating func entryType(
    _ base: FeelType,
    _ entry: Expression.Name
  ) throws(FeelError) -> FeelType {
    let entries = base.entries
    if let found = entries.first(where: { $0.name == entry.text }) { return found.type }
    let known = entries.map(\.name)
    let names = known.map { "`\($0)`" }.joined(separator: ", ")
    try refuse(
      FeelError(
        known.isEmpty
          ? "\(base.nonNull.withArticle) has no entries"
          : "\(base.nonNull.withArticle) has no entry `\(entry.text)`",
        at: entry.source,
        hint: hint(entry.text, known) ?? (known.isEmpty ? nil : "it has \(names)")
      )
    )
    return .null
  }
}

extension FeelType {
  /// What can be written after a point (tables 65 to 67).
  var entries: [ContextType.Entry] {
    func entries(_ names: [String], _ type: FeelType) -> [ContextType.Entry] {
      names.map { ContextType.Entry(name: $0, type: type) }
    }
    let day = entries(["year", "month", "day", "weekday"], .number)
    let clock =
      entries(["hour", "minute", "second"], .number)
      + entries(["time offset"], .nullable(.daysAndTimeDuration))
      + entries(["timezone"], .nullable(.string))
    return switch nonNull {
    case .context(let context): context.entries
    case .date: day
    case .time: clock
    case .dateAndTime: day + clock
    case .daysAndTimeDuration: entries(["days", "hours", "minutes", "seconds"], .number)
    case .yearsAndMonthsDuration: entries(["years", "months"], .number)
    case .range(let type):
      entries(["start", "end"], type.orNull)
        + entries(["start included", "end included"], .boolean)
    default: []
    }
  }

  /// The type as a sentence begins with it.
  var withArticle: String {
    switch self {
    case .any: "any value"
    case .null: description
    case .context(let type): "`\(type.name)`"
    default: "a \(self)"
    }
  }
}
