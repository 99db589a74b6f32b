internal import Feel
internal import Tables
internal import Values

/// Reads one rule and checks all of it.
struct RuleCompiler {
  let datasets: [Dataset]
  let expressions: ExpressionReader
  let audiences: [String]

  private static let keys = [
    "rule", "title", "status", "severity", "verdict", "measure", "confidence", "audience", "law",
    "why", "exclusions", "assumptions", "false_positives", "covers", "previous_ids", "each", "by",
    "of", "as", "match", "when", "where", "lookup", "collect", "let", "flag", "one per", "keep",
    "yields_to", "columns", "examples",
  ]

  /// The rule, or nil where something is wrong; all of it is in `diagnostics`.
  func compile(_ source: SourceText, diagnostics: inout Diagnostics) -> Rule? {
    let errorsBefore = diagnostics.all.count
    let reader = diagnostics.collect { () throws(Diagnostic) in
      try MappingReader(YAMLNode.parse(source), as: "a rule", keys: Self.keys)
    }
    guard let reader else { return nil }
    let bodies = BodyCompiler(datasets: datasets, expressions: expressions)
    let unit = diagnostics.collect { () throws(Diagnostic) in try self.unit(reader, bodies) }
    let header = diagnostics.collect { () throws(Diagnostic) in try self.header(reader, source) }
    guard let unit, let header,
      let body = bodies.compile(reader, unit: unit, diagnostics: &diagnostics)
    else { return nil }

    // What the population and the condition rule out need not be guarded again.
    let inPopulation = body.filter.map { body.scope.assuming($0) } ?? body.scope
    let flag = diagnostics.collect { () throws(Diagnostic) in
      try MappingReader(
        reader.required("flag"),
        as: "flag",
        keys: ["if", "cases", "amount", "show"]
      )
    }
    guard let flag else { return nil }
    let condition = diagnostics.collect { () throws(Diagnostic) in
      try expressions.check(
        flag.required("if"),
        "if",
        scope: inPopulation,
        expecting: .boolean
      )
    }
    let flagged = condition.map { inPopulation.assuming($0) } ?? inPopulation
    let pages = Pages(
      audience: header.audience,
      visibility: Visibility(datasets: datasets, body: body)
    )
    let columns = named(reader["columns"], "columns", flagged, pages, diagnostics: &diagnostics)
    let cases = cases(flag, flagged, pages, diagnostics: &diagnostics)
    var amount: CheckedExpression?
    if let node = flag["amount"] {
      amount = diagnostics.collect { () throws(Diagnostic) in
        let amount = try expressions.check(node, "amount", scope: flagged)
        guard amount.type.nonNull == .number else {
          throw node.diagnostic(
            "amount must be a number of pounds, and this is \(amount.type.words)"
          )
        }
        return amount
      }
    }
    let show = named(flag["show"], "show", flagged, pages, diagnostics: &diagnostics)
    let onePer = diagnostics.collect { () throws(Diagnostic) in
      try self.onePer(reader, columns)
    }
    let examples = diagnostics.collect { () throws(Diagnostic) in
      try ExampleReader(datasets: datasets, caseNames: caseNames(flag)).read(
        reader.required("examples")
      )
    }
    guard let condition, let onePer, let examples, diagnostics.all.count == errorsBefore else {
      return nil
    }
    checkCoverage(reader, examples, cases, diagnostics: &diagnostics)
    return Rule(
      id: header.id,
      previousIDs: header.previousIDs,
      title: header.title,
      status: header.status,
      severity: header.severity,
      verdict: header.verdict,
      measure: header.measure,
      confidence: header.confidence,
      audience: header.audience,
      law: header.law,
      why: header.why,
      exclusions: header.exclusions,
      assumptions: header.assumptions,
      falsePositives: header.falsePositives,
      covers: header.covers,
      body: body,
      condition: condition,
      cases: cases,
      amount: amount,
      show: show,
      columns: columns,
      onePer: onePer.columns,
      keep: onePer.keep,
      yieldsTo: header.yieldsTo,
      examples: examples,
      source: source
    )
  }

  // MARK: Units

  private func unit(
    _ reader: MappingReader,
    _ bodies: BodyCompiler
  ) throws(Diagnostic) -> (RuleUnit, names: [(name: String, type: FeelType)]) {
    let each = try reader.required("each")
    let name = try each.text(of: "each")
    if name == "pair" { return try pairUnit(reader, bodies) }
    for key in ["of", "as", "match", "when"] {
      if let node = reader[key] { throw node.diagnostic("\"\(key)\" belongs to `each: pair`") }
    }
    guard let index = datasets.firstIndex(where: { $0.schema.each == name }) else {
      throw each.diagnostic(
        "no dataset has rows called \"\(name)\"",
        hint: nearestName(to: name, among: datasets.map(\.schema.each)).map {
          "did you mean \"\($0)\"?"
        }
      )
    }
    if let by = reader["by"] { return try bodies.groupUnit(by, index, filter: reader["where"]) }
    return (.row(dataset: index), [(name, .context(datasets[index].rowType))])
  }

  private func pairUnit(
    _ reader: MappingReader,
    _ bodies: BodyCompiler
  ) throws(Diagnostic) -> (RuleUnit, names: [(name: String, type: FeelType)]) {
    let index = try bodies.dataset(reader.required("of"))
    let base = datasets[index]
    let names = try reader.required("as").items(of: "as")
    guard names.count == 2 else { throw reader.node.diagnostic("as names the two rows: [a, b]") }
    let a = try DatasetReader.identifier(names[0], "row")
    let b = try DatasetReader.identifier(names[1], "row")
    var match: [Int] = []
    for item in try reader.required("match").items(of: "match") {
      match.append(try bodies.field(item, of: base))
    }
    guard !match.isEmpty else {
      throw reader.node.diagnostic("a pair needs at least one field to match")
    }
    let variables = [(name: a, type: FeelType.context(base.rowType)), (b, .context(base.rowType))]
    var condition: CheckedExpression?
    if let node = reader["when"] {
      condition = try expressions.check(
        node,
        "when",
        scope: Scope(variables: [("as_at", .date)] + variables),
        expecting: .boolean
      )
    }
    let filter = try bodies.rowFilter(reader["where"], base)
    return (.pair(dataset: index, match: match, filter: filter, condition: condition), variables)
  }

  // MARK: Flag

  /// The pages on which a rule's findings are shown.
  private struct Pages {
    let audience: [String]
    let visibility: Visibility

    /// Refuses an expression that shows an audience what it may not see.
    func check(_ expression: CheckedExpression, at node: YAMLNode) throws(Diagnostic) {
      try visibility.check(expression, shownTo: audience, at: node)
    }
  }

  /// The names of the cases, those with errors included.
  private func caseNames(_ flag: MappingReader) -> [String] {
    guard let node = flag["cases"], let items = try? node.items(of: "cases") else { return [] }
    return items.compactMap { item in
      try? item.entries(of: "a case").first { $0.key == "case" }?.value.text(of: "case")
    }
  }

  private func cases(
    _ flag: MappingReader,
    _ scope: Scope,
    _ pages: Pages,
    diagnostics: inout Diagnostics
  ) -> [RuleCase] {
    let nodes = diagnostics.collect { () throws(Diagnostic) in
      try flag.required("cases").items(of: "cases")
    }
    guard let nodes else { return [] }
    var result: [RuleCase] = []
    for (index, node) in nodes.enumerated() {
      let rule = diagnostics.collect { () throws(Diagnostic) in
        try self.ruleCase(node, isLast: index == nodes.count - 1, scope, pages)
      }
      guard let rule else { continue }
      if result.contains(where: { $0.name == rule.name }) {
        diagnostics.add(node.diagnostic("there are two cases \"\(rule.name)\""))
      }
      result.append(rule)
    }
    return result
  }

  private func ruleCase(
    _ node: YAMLNode,
    isLast: Bool,
    _ scope: Scope,
    _ pages: Pages
  ) throws(Diagnostic) -> RuleCase {
    let reader = try MappingReader(
      node,
      as: "a case",
      keys: ["case", "covers", "if", "says", "nearest", "law"]
    )
    var condition: CheckedExpression?
    if let node = reader["if"] {
      guard !isLast else { throw node.diagnostic("the last case has no `if`: it is what remains") }
      condition = try expressions.check(node, "if", scope: scope, expecting: .boolean)
    } else if !isLast {
      throw node.diagnostic("only the last case may leave out `if`")
    }
    let saysNode = try reader.required("says")
    let says = try expressions.template(
      saysNode,
      scope: condition.map { scope.assuming($0) } ?? scope
    )
    for case .value(let expression, _) in says.segments {
      try pages.check(expression, at: saysNode)
    }
    var nearest: Variable?
    if let node = reader["nearest"] {
      let name = try node.text(of: "nearest")
      guard let id = scope.variables.firstIndex(where: { $0.name == name }),
        case .list(.context) = scope.variables[id].type
      else { throw node.diagnostic("nearest names no list of rows: \"\(name)\"") }
      nearest = Variable(name: name, id: id)
    }
    return RuleCase(
      name: try reader.text("case"),
      covers: try reader.optionalText("covers")?.split(separator: " ").map(String.init) ?? [],
      condition: condition,
      says: says,
      nearest: nearest,
      law: try law(reader["law"])
    )
  }

  private func named(
    _ node: YAMLNode?,
    _ what: String,
    _ scope: Scope,
    _ pages: Pages,
    diagnostics: inout Diagnostics
  ) -> [NamedExpression] {
    let entries = diagnostics.collect { () throws(Diagnostic) in
      try node?.entries(of: what) ?? []
    }
    var result: [NamedExpression] = []
    for entry in entries ?? [] {
      let expression = diagnostics.collect { () throws(Diagnostic) in
        let expression = try expressions.check(entry.value, entry.key, scope: scope)
        switch expression.type.nonNull {
        case .number, .string, .boolean, .date, .any: break
        default:
          throw entry.value.diagnostic(
            "\(entry.key) must fit a cell: a number, text, a date, true or false; this is \(expression.type.words)"
          )
        }
        try pages.check(expression, at: entry.value)
        return expression
      }
      guard let expression else { continue }
      let isMoney = MoneyInference(datasets: datasets).isMoney(expression)
      result.append(NamedExpression(name: entry.key, expression: expression, isMoney: isMoney))
    }
    return result
  }

  private func onePer(
    _ reader: MappingReader,
    _ columns: [NamedExpression]
  ) throws(Diagnostic) -> (columns: [Int], keep: Keep) {
    func column(_ node: YAMLNode, _ name: String) throws(Diagnostic) -> Int {
      guard let index = columns.firstIndex(where: { $0.name == name }) else {
        throw node.diagnostic("there is no column \"\(name)\"", hint: "declare it under `columns:`")
      }
      return index
    }
    guard let node = reader["one per"] else {
      if let keep = reader["keep"] { throw keep.diagnostic("keep goes with `one per`") }
      return ([], .largestAmount)
    }
    var indices: [Int] = []
    for item in try node.items(of: "one per") {
      indices.append(try column(item, item.text(of: "one per")))
    }
    let keepNode = try reader.required("keep")
    let text = try keepNode.text(of: "keep")
    if text == "largest amount" { return (indices, .largestAmount) }
    guard text.hasPrefix("first by ") else {
      throw keepNode.diagnostic("keep is `largest amount` or `first by COLUMN`")
    }
    return (indices, .first(column: try column(keepNode, String(text.dropFirst(9)))))
  }

  // MARK: Coverage

  /// Every case and every outcome is reached by an example.
  private func checkCoverage(
    _ reader: MappingReader,
    _ examples: [RuleExample],
    _ cases: [RuleCase],
    diagnostics: inout Diagnostics
  ) {
    guard let node = reader["examples"] else { return }
    for item in cases
    where !examples.contains(where: { $0.expectation == .flags(caseName: item.name) }) {
      diagnostics.add(node.diagnostic("no example flags the case \"\(item.name)\""))
    }
    for (expectation, words) in [
      (RuleExample.Expectation.passes, "passes"), (.unassessed, "is unassessed"),
    ]
    where !examples.contains(where: { $0.expectation == expectation }) {
      diagnostics.add(node.diagnostic("there is no example of a row that \(words)"))
    }
  }
}
