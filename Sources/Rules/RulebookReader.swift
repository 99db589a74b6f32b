internal import Feel
internal import Tables
internal import Threads
internal import Values

extension Rulebook {
  /// Reads and checks datasets and rules.
  ///
  /// - Parameters:
  ///   - datasets: The dataset files.
  ///   - rules: The rule files.
  ///   - audiences: The declared audiences.
  ///   - weeksPerYear: What `annualised` multiplies by.
  /// - Returns: The checked rulebook.
  /// - Throws: All errors of all files.
  public static func read(
    datasets: [SourceText],
    rules: [SourceText],
    audiences: [String],
    weeksPerYear: Additions.Fraction = .fiftyTwoWeeks
  ) throws(DefinitionErrors) -> Rulebook {
    var expressions = ExpressionReader(library: Additions.library(weeksPerYear: weeksPerYear))
    var catalogCompiler = CatalogCompiler(expressions: expressions)
    let catalog = try catalogCompiler.compile(datasets)
    expressions.extents = catalog.datasetsWithExtent
    var diagnostics = Diagnostics()
    let compiler = RuleCompiler(
      datasets: catalog.datasets,
      expressions: expressions,
      audiences: audiences
    )
    let compiled = Workers.results(rules.count) { place in
      var diagnostics = Diagnostics()
      return (compiler.compile(rules[place], diagnostics: &diagnostics), diagnostics)
    }
    var checked: [Rule] = []
    for (source, (rule, found)) in zip(rules, compiled) {
      diagnostics.add(found)
      guard let rule else { continue }
      if checked.contains(where: { $0.id == rule.id }) {
        diagnostics.add(source.diagnostic("there are two rules \"\(rule.id)\""))
      }
      checked.append(rule)
    }
    try diagnostics.check()
    checked.sort { $0.id < $1.id }
    for rule in checked { checkYielding(of: rule, among: checked, diagnostics: &diagnostics) }
    try diagnostics.check()
    return Rulebook(catalog: catalog, rules: checked)
  }

  /// A rule yields to rules about the same rows, and never, through others, to itself: both would fall silent.
  private static func checkYielding(
    of rule: Rule,
    among rules: [Rule],
    diagnostics: inout Diagnostics
  ) {
    for id in rule.yieldsTo {
      guard let other = rules.first(where: { $0.id == id }) else {
        diagnostics.add(
          rule.source.diagnostic(
            "yields_to names no rule: \"\(id)\"",
            hint: nearestName(to: id, among: rules.map(\.id)).map { "did you mean \"\($0)\"?" }
          )
        )
        continue
      }
      if other.body.unit.dataset != rule.body.unit.dataset {
        diagnostics.add(
          rule.source.diagnostic(
            "yields_to names \"\(id)\", which judges the rows of another dataset"
          )
        )
      }
    }
    var reached = Set(rule.yieldsTo)
    var pending = rule.yieldsTo
    while let id = pending.popLast() {
      for next in rules.first(where: { $0.id == id })?.yieldsTo ?? []
      where reached.insert(next).inserted { pending.append(next) }
    }
    if reached.contains(rule.id) {
      diagnostics.add(
        rule.source.diagnostic(
          "rules yield to each other in a circle: \(reached.sorted().joined(separator: ", "))"
        )
      )
    }
  }
}

/// Checks the expressions of datasets and puts derived ones after what they read.
struct CatalogCompiler {
  var expressions: ExpressionReader

  mutating func compile(_ sources: [SourceText]) throws(DefinitionErrors) -> Catalog {
    var diagnostics = Diagnostics()
    var declarations: [DatasetReader.Declaration] = []
    let read = Workers.results(sources.count) { place in
      var diagnostics = Diagnostics()
      let declaration = diagnostics.collect { () throws(Diagnostic) in
        try DatasetReader.read(sources[place])
      }
      return (declaration, diagnostics)
    }
    for (source, (declaration, found)) in zip(sources, read) {
      diagnostics.add(found)
      guard let declaration else { continue }
      let schema = declaration.dataset.schema
      for other in declarations.map(\.dataset.schema)
      where other.dataset == schema.dataset || other.each == schema.each {
        diagnostics.add(
          source.diagnostic("\(schema.dataset) and \(other.dataset) share a name (dataset or each)")
        )
      }
      declarations.append(declaration)
    }
    try diagnostics.check()

    // Values of single rows first: their types are part of the row's type.
    for index in declarations.indices {
      addRowValues(&declarations[index], diagnostics: &diagnostics)
    }
    try diagnostics.check()

    let ordered = order(declarations, diagnostics: &diagnostics)
    try diagnostics.check()
    var datasets = ordered.map(\.dataset)
    expressions.extents = Catalog(datasets: datasets).datasetsWithExtent
    for (index, declaration) in ordered.enumerated() where declaration.isDerived {
      datasets[index].derivation = derivation(
        declaration,
        datasets: datasets,
        diagnostics: &diagnostics
      )
    }
    try diagnostics.check()
    return Catalog(datasets: datasets)
  }

  private func addRowValues(
    _ declaration: inout DatasetReader.Declaration,
    diagnostics: inout Diagnostics
  ) {
    let entries = diagnostics.collect { () throws(Diagnostic) in
      try declaration.reader["derive"]?.entries(of: "derive") ?? []
    }
    for entry in entries ?? [] {
      let value = diagnostics.collect { () throws(Diagnostic) in
        let name = try DatasetReader.identifier(entry.keyNode, "derived value")
        if declaration.dataset.entry(name) != nil {
          throw entry.keyNode.diagnostic("the name \"\(name)\" is taken")
        }
        let scope = Scope(variables: [
          ("as_at", .date),
          (declaration.dataset.schema.each, .context(declaration.dataset.rowType)),
        ])
        guard case .mapping = entry.value.content else {
          let expression = try expressions.check(entry.value, name, scope: scope)
          return RowValue(name: name, expression: expression, isMasked: false)
        }
        let reader = try MappingReader(
          entry.value,
          as: "a derived value",
          keys: ["value", "personal", "about"]
        )
        let expression = try expressions.check(reader.required("value"), name, scope: scope)
        let isMasked = try reader["personal"]?.word(of: "personal", among: ["masked"]) != nil
        return RowValue(name: name, expression: expression, isMasked: isMasked)
      }
      guard let value else { continue }
      declaration.dataset.rowValues.append(value)
      declaration.dataset.rowType.entries.append(
        .init(name: value.name, type: value.expression.type)
      )
    }
  }

  /// Read datasets by name, then derived ones, each after those it names.
  private func order(
    _ declarations: [DatasetReader.Declaration],
    diagnostics: inout Diagnostics
  ) -> [DatasetReader.Declaration] {
    var ordered = declarations.filter { !$0.isDerived }
      .sorted { $0.dataset.schema.dataset < $1.dataset.schema.dataset }
    var pending = declarations.filter(\.isDerived)
      .sorted { $0.dataset.schema.dataset < $1.dataset.schema.dataset }
    let derived = Set(pending.map(\.dataset.schema.dataset))
    while !pending.isEmpty {
      let done = Set(ordered.map(\.dataset.schema.dataset))
      let next = pending.firstIndex {
        named($0.reader.node).intersection(derived).isSubset(of: done)
      }
      guard let next else {
        for declaration in pending {
          diagnostics.add(
            declaration.dataset.source.diagnostic(
              "derived datasets go round in a circle: "
                + pending.map(\.dataset.schema.dataset).joined(separator: ", ")
            )
          )
        }
        return ordered
      }
      ordered.append(pending.remove(at: next))
    }
    return ordered
  }

  /// The datasets that a derivation names.
  private func named(_ node: YAMLNode) -> Set<String> {
    guard case .mapping(let entries) = node.content else { return [] }
    var names = Set<String>()
    for entry in entries {
      if entry.key == "from" || entry.key == "in", case .scalar(let text, _) = entry.value.content {
        names.insert(text)
      } else {
        names.formUnion(named(entry.value))
      }
    }
    return names
  }

  private func derivation(
    _ declaration: DatasetReader.Declaration,
    datasets: [Dataset],
    diagnostics: inout Diagnostics
  ) -> Derivation? {
    let compiler = BodyCompiler(datasets: datasets, expressions: expressions)
    let reader = declaration.reader
    let unit = diagnostics.collect { () throws(Diagnostic) in
      try compiler.derivedUnit(reader)
    }
    guard let unit,
      let body = compiler.compile(reader, unit: unit, diagnostics: &diagnostics)
    else { return nil }
    let dataset = declaration.dataset
    var values: [CheckedExpression] = []
    for (field, node) in zip(dataset.schema.fields, declaration.values) {
      guard let node else { continue }
      let value = diagnostics.collect { () throws(Diagnostic) in
        let value = try expressions.check(node, field.name, scope: body.scope)
        let type = field.feelType
        guard value.type == type || value.type == type.nonNull || value.type == .any else {
          throw node.diagnostic(
            "the field is declared \(type.words), and this is \(value.type.words)",
            hint: value.type == .nullable(type)
              ? "say what a blank means, `blank: …`, or guard the null" : nil
          )
        }
        try Visibility(datasets: datasets, body: body).check(
          value,
          storedAs: field.privacy,
          at: node
        )
        return value
      }
      if let value { values.append(value) }
    }
    return Derivation(body: body, values: values)
  }
}

extension BodyCompiler {
  /// The unit of a derived dataset.
  func derivedUnit(
    _ reader: MappingReader
  ) throws(Diagnostic) -> (RuleUnit, names: [(name: String, type: FeelType)]) {
    let index = try dataset(reader.required("from"))
    let base = datasets[index]
    let row = (name: base.schema.each, type: FeelType.context(base.rowType))
    if let expand = reader["expand"] {
      if let by = reader["by"] { throw by.diagnostic("expand and by cannot go together") }
      let entries = try expand.entries(of: "expand")
      guard let entry = entries.first, entries.count == 1 else {
        throw expand.diagnostic("expand names one relation")
      }
      let name = try DatasetReader.identifier(entry.keyNode, "expand")
      let relation = try relation(
        entry.value,
        name: name,
        isLookup: false,
        scope: Scope(variables: [("as_at", .date), row])
      )
      let expanded = (name: name, type: FeelType.context(datasets[relation.dataset].rowType))
      return (.expansion(dataset: index, relation), [row, expanded])
    }
    if let by = reader["by"] {
      return try groupUnit(by, index, filter: reader["where"])
    }
    return (.row(dataset: index), [row])
  }

  /// The unit of a rule or dataset with `by:`.
  func groupUnit(
    _ by: YAMLNode,
    _ index: Int,
    filter: YAMLNode?
  ) throws(Diagnostic) -> (RuleUnit, names: [(name: String, type: FeelType)]) {
    let base = datasets[index]
    var fields: [Int] = []
    for item in try by.items(of: "by") { fields.append(try field(item, of: base)) }
    guard !fields.isEmpty else { throw by.diagnostic("by needs at least one field") }
    let key = ContextType(
      name: "key",
      entries: fields.map {
        .init(
          name: base.schema.fields[$0].name,
          type: base.schema.fields[$0].feelType.nonNull
        )
      }
    )
    let unit = RuleUnit.group(
      dataset: index,
      by: fields,
      filter: try rowFilter(filter, base)
    )
    return (unit, [("group", .list(.context(base.rowType))), ("key", .context(key))])
  }

  /// A `where` over single rows.
  func rowFilter(
    _ node: YAMLNode?,
    _ base: Dataset
  ) throws(Diagnostic) -> CheckedExpression? {
    guard let node else { return nil }
    let scope = Scope(variables: [
      ("as_at", .date), (base.schema.each, .context(base.rowType)),
    ])
    return try expressions.check(node, "where", scope: scope, expecting: .boolean)
  }
}
