internal import Feel
internal import Tables
internal import Values

/// Checks what rules and derived datasets share: the unit, relations, values and the population.
struct BodyCompiler {
  let datasets: [Dataset]
  let expressions: ExpressionReader

  /// Checks a body.
  ///
  /// - Parameters:
  ///   - reader: The rule or dataset.
  ///   - unit: Its unit, with the names of the unit's variables.
  ///   - diagnostics: Receives all that is wrong.
  /// - Returns: The body; nil where something is wrong.
  func compile(
    _ reader: MappingReader,
    unit: (RuleUnit, names: [(name: String, type: FeelType)]),
    diagnostics: inout Diagnostics
  ) -> RuleBody? {
    var variables: [(name: String, type: FeelType)] = [("as_at", .date)] + unit.names
    var pending: [Declared] = []
    let declared = diagnostics.collect { () throws(Diagnostic) in
      try self.declared(reader, names: variables.map(\.name))
    }
    guard let declared else { return nil }
    pending = declared
    var bindings: [Binding] = []
    while !pending.isEmpty {
      let names = Set(pending.map(\.name))
      let ready = pending.indices.filter { pending[$0].mentions.isDisjoint(with: names) }
      // A name mentioned may be an entry of an item, not the binding: then the checker decides.
      let order = ready.isEmpty ? Array(pending.indices) : ready
      var failures: [Diagnostic] = []
      var done: Int?
      for index in order {
        do {
          let binding = try compile(pending[index], scope: Scope(variables: variables))
          variables.append((binding.name, type(of: binding)))
          bindings.append(binding)
          done = index
          break
        } catch {
          failures.append(error)
        }
      }
      guard let done else {
        for failure in failures { diagnostics.add(failure) }
        return nil
      }
      pending.remove(at: done)
    }
    let scope = Scope(variables: variables)
    var filter: CheckedExpression?
    if let node = reader["where"], !unit.0.filtersRows {
      filter = diagnostics.collect { () throws(Diagnostic) in
        try expressions.check(node, "where", scope: scope, expecting: .boolean)
      }
      if filter == nil { return nil }
    }
    return RuleBody(unit: unit.0, bindings: bindings, filter: filter, scope: scope)
  }

  /// A relation or value, not yet checked.
  private struct Declared {
    let name: String
    let kind: String
    let node: YAMLNode
    let mentions: Set<String>
  }

  private func declared(
    _ reader: MappingReader,
    names: [String]
  ) throws(Diagnostic) -> [Declared] {
    var result: [Declared] = []
    for kind in ["lookup", "collect", "let"] {
      for entry in try reader[kind]?.entries(of: kind) ?? [] {
        let name = try DatasetReader.identifier(entry.keyNode, kind)
        if names.contains(name) || result.contains(where: { $0.name == name }) {
          throw entry.keyNode.diagnostic("the name \"\(name)\" is taken")
        }
        var mentions = Set<String>()
        collectNames(entry.value, into: &mentions)
        mentions.remove(name)
        result.append(Declared(name: name, kind: kind, node: entry.value, mentions: mentions))
      }
    }
    return result
  }

  /// The words in a node's scalars that could be names.
  private func collectNames(_ node: YAMLNode, into names: inout Set<String>) {
    switch node.content {
    case .scalar(let text, _):
      var word = ""
      for character in text.unicodeScalars {
        if character.properties.isAlphabetic || character == "_"
          || character.properties.numericType != nil
        {
          word.unicodeScalars.append(character)
        } else {
          names.insert(word)
          word = ""
        }
      }
      names.insert(word)
    case .sequence(let items):
      for item in items { collectNames(item, into: &names) }
    case .mapping(let entries):
      for entry in entries where entry.key != "in" && entry.key != "as" {
        collectNames(entry.value, into: &names)
      }
    }
  }

  private func compile(_ declared: Declared, scope: Scope) throws(Diagnostic) -> Binding {
    if declared.kind == "let" {
      let expression = try expressions.check(declared.node, declared.name, scope: scope)
      return Binding(name: declared.name, kind: .value(expression))
    }
    let relation = try relation(
      declared.node,
      name: declared.name,
      isLookup: declared.kind == "lookup",
      scope: scope
    )
    return Binding(name: declared.name, kind: .relation(relation))
  }

  private func type(of binding: Binding) -> FeelType {
    switch binding.kind {
    case .value(let expression): return expression.type
    case .relation(let relation):
      let row = FeelType.context(datasets[relation.dataset].rowType)
      return switch relation.arity {
      case .one: row
      case .atMostOne: .nullable(row)
      case .many, .disjoint: .list(row)
      }
    }
  }

  /// Checks a lookup, a collect or the relation of an expansion.
  func relation(
    _ node: YAMLNode,
    name: String,
    isLookup: Bool,
    scope: Scope
  ) throws(Diagnostic) -> CheckedRelation {
    let reader = try MappingReader(
      node,
      as: isLookup ? "a lookup" : "a collect",
      keys: ["in", "as", "match", "when", "expect", "reaches"] + (isLookup ? ["pick"] : [])
    )
    let index = try dataset(reader.required("in"))
    let dataset = datasets[index]
    let row =
      try reader["as"].map { node throws(Diagnostic) in
        try DatasetReader.identifier(node, "as")
      } ?? dataset.schema.each
    if scope.variables.contains(where: { $0.name == row }) {
      throw (reader["as"] ?? node).diagnostic(
        "the candidate row would be called \"\(row)\", and that name is taken",
        hint: "give it another with `as:`"
      )
    }
    var matches: [CheckedRelation.Match] = []
    for entry in try reader["match"]?.entries(of: "match") ?? [] {
      let field = try field(entry.keyNode, of: dataset)
      let value = try expressions.check(entry.value, entry.key, scope: scope)
      let type = dataset.schema.fields[field].feelType
      guard value.type.nonNull == type.nonNull else {
        throw entry.value.diagnostic(
          "\(dataset.schema.each).\(entry.key) is \(type.nonNull.words), and this is \(value.type.words)"
        )
      }
      matches.append(.init(field: field, value: value))
    }
    let candidate = Variable(name: row, id: scope.variables.count)
    var condition: CheckedExpression?
    if let node = reader["when"] {
      condition = try expressions.check(
        node,
        "when",
        scope: Scope(variables: scope.variables + [(name: row, type: .context(dataset.rowType))]),
        expecting: .boolean
      )
    }
    guard !matches.isEmpty || condition != nil else {
      throw node.diagnostic("a relation needs `match:` or `when:`")
    }
    return CheckedRelation(
      name: name,
      dataset: index,
      arity: try arity(reader, isLookup, dataset, scope),
      pick: try pick(reader["pick"], dataset),
      candidate: candidate,
      matches: matches,
      condition: condition,
      reach: try reach(reader, dataset, scope)
    )
  }

  private func arity(
    _ reader: MappingReader,
    _ isLookup: Bool,
    _ dataset: Dataset,
    _ scope: Scope
  ) throws(Diagnostic) -> CheckedRelation.Arity {
    if isLookup {
      let word = try reader.required("expect").word(of: "expect", among: ["one", "at most one"])
      return word == "one" ? .one : .atMostOne
    }
    guard let node = reader["expect"] else { return .many }
    guard case .mapping = node.content else {
      throw node.diagnostic(
        "a collect may expect `{ disjoint: INTERVAL }` and with it `covering: RANGE`"
      )
    }
    let expect = try MappingReader(node, as: "expect", keys: ["disjoint", "covering"])
    let name = try expect.text("disjoint")
    guard let interval = dataset.intervals.firstIndex(where: { $0.name == name }) else {
      throw try expect.required("disjoint").diagnostic(
        "\(dataset.schema.dataset) has no interval \"\(name)\"",
        hint: nearestName(to: name, among: dataset.intervals.map(\.name)).map {
          "did you mean \"\($0)\"?"
        }
      )
    }
    let covering = try expect["covering"].map { node throws(Diagnostic) in
      try expressions.check(node, "covering", scope: scope, expecting: .range(.date))
    }
    return .disjoint(interval: interval, covering: covering)
  }

  private func pick(
    _ node: YAMLNode?,
    _ dataset: Dataset
  ) throws(Diagnostic) -> CheckedRelation.Pick? {
    guard let node else { return nil }
    let words = try node.text(of: "pick").split(separator: " ")
    guard words.count == 3, words[1] == "by", words[0] == "last" || words[0] == "first",
      let field = dataset.schema.index(of: String(words[2]))
    else { throw node.diagnostic("pick is `last by FIELD` or `first by FIELD`") }
    return CheckedRelation.Pick(field: field, last: words[0] == "last")
  }

  private func reach(
    _ reader: MappingReader,
    _ dataset: Dataset,
    _ scope: Scope
  ) throws(Diagnostic) -> CheckedExpression? {
    guard let extent = dataset.extent else {
      if let node = reader["reaches"] {
        throw node.diagnostic("\(dataset.schema.dataset) has no extent, so nothing is out of reach")
      }
      return nil
    }
    guard let node = reader["reaches"] else {
      throw reader.node.diagnostic(
        "say which days of \(dataset.schema.each).\(dataset.schema.fields[extent].name) the search could need",
        hint:
          "reaches: [first day..last day]; outside what the extract covers the answer is unknown"
      )
    }
    let expression = try expressions.check(node, "reaches", scope: scope)
    guard [.date, .range(.date)].contains(expression.type) else {
      throw node.diagnostic("reaches must be a date or a range of dates")
    }
    return expression
  }

  /// The dataset that a node names.
  func dataset(_ node: YAMLNode) throws(Diagnostic) -> Int {
    let name = try node.text(of: "in")
    guard let index = datasets.firstIndex(where: { $0.schema.dataset == name }) else {
      throw node.diagnostic(
        "there is no dataset \"\(name)\"",
        hint: nearestName(to: name, among: datasets.map(\.schema.dataset)).map {
          "did you mean \"\($0)\"?"
        }
      )
    }
    return index
  }

  /// The field of a dataset that a node names.
  func field(_ node: YAMLNode, of dataset: Dataset) throws(Diagnostic) -> Int {
    let name = try node.text(of: "field")
    guard let field = dataset.schema.index(of: name) else {
      throw node.diagnostic(
        "\(dataset.schema.each) has no field \"\(name)\"",
        hint: nearestName(to: name, among: dataset.schema.fields.map(\.name)).map {
          "did you mean \"\($0)\"?"
        }
      )
    }
    return field
  }
}

extension RuleUnit {
  /// Whether its `where` sees single rows, before they are put together.
  var filtersRows: Bool {
    switch self {
    case .group, .pair: true
    case .row, .expansion: false
    }
  }
}
