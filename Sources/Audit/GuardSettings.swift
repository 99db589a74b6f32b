internal import Extracts
internal import Rules
internal import Values

extension SourceSettings {
  /// The patterns of rows that are no data.
  func footers(_ mapping: MappingReader) throws(Diagnostic) -> [CellPattern] {
    var patterns: [CellPattern] = []
    for item in try mapping["footers"]?.items(of: "footers") ?? [] {
      patterns.append(try cellPattern(item, "a footer"))
    }
    return patterns
  }

  /// How files tell that they are complete.
  func completeness(_ node: YAMLNode) throws(Diagnostic) -> Completeness {
    guard case .mapping = node.content else {
      _ = try node.word(of: "complete", among: ["done marker"])
      return .doneMarker
    }
    let mapping = try MappingReader(node, as: "complete", keys: ["listed in", "unchanged for"])
    switch (try mapping.optionalText("listed in"), mapping["unchanged for"]) {
    case (let list?, nil): return .listed(in: Files.resolve(list, in: folder))
    case (nil, let time?): return .unchanged(try age(time, "unchanged for"))
    default:
      throw node.diagnostic(
        "complete must be `done marker`, { listed in: PATH } or { unchanged for: 30 seconds }"
      )
    }
  }

  /// What a delivery must satisfy.
  func guards(_ node: YAMLNode?) throws(Diagnostic) -> [(guard: Guard, node: YAMLNode)] {
    guard let node else { return [] }
    let mapping = try MappingReader(
      node,
      as: "must",
      keys: [
        "be younger than", "be dated", "be new", "have rows", "have columns", "have same columns",
        "have trailer", "have no rows twice",
      ]
    )
    var guards: [(guard: Guard, node: YAMLNode)] = []
    for entry in mapping.entries {
      for item in try declared(entry) { guards.append((item, entry.keyNode)) }
    }
    return guards
  }

  private func declared(_ entry: YAMLNode.Entry) throws(Diagnostic) -> [Guard] {
    let node = entry.value
    switch entry.key {
    case "be younger than": return [.younger(than: try age(node, entry.key))]
    case "be dated": return [.dated(try nameDate(node))]
    case "be new": return [.newFile(try strictness(entry))]
    case "have rows": return try rows(node)
    case "have columns": return [.columns(try names(node))]
    case "have same columns": return [.sameColumns(try strictness(entry))]
    case "have trailer": return [.trailer(try trailer(node))]
    default: return [.noRowsTwice(try strictness(entry))]
    }
  }

  private func strictness(_ entry: YAMLNode.Entry) throws(Diagnostic) -> Strictness {
    let words = Strictness.allCases.map(\.rawValue)
    let word = try entry.value.word(of: entry.key, among: words)
    return word == Strictness.refuse.rawValue ? .refuse : .report
  }

  private func rows(_ node: YAMLNode) throws(Diagnostic) -> [Guard] {
    let mapping = try MappingReader(
      node,
      as: "have rows",
      keys: ["at least", "of last night at least"]
    )
    var guards: [Guard] = []
    if let node = mapping["at least"] {
      let rows = try node.integer(of: "at least")
      guard rows >= 1 else { throw node.diagnostic("at least counts rows from 1") }
      guards.append(.rows(atLeast: rows))
    }
    if let node = mapping["of last night at least"] {
      let text = try node.text(of: "of last night at least")
      guard let points = basisPoints(text) else {
        throw node.diagnostic("\"\(text)\" is no share of last night's rows, such as 90 %")
      }
      guards.append(.rowsOfLastNight(basisPoints: points))
    }
    if guards.isEmpty {
      throw node.diagnostic(
        "say how many rows",
        hint: "at least: 1000, of last night at least: 90 %"
      )
    }
    return guards
  }

  private func names(_ node: YAMLNode) throws(Diagnostic) -> [String] {
    var names: [String] = []
    for item in try node.items(of: "have columns") {
      names.append(try item.text(of: "a heading"))
    }
    if names.isEmpty { throw node.diagnostic("name at least one heading") }
    return names
  }

  private func trailer(_ node: YAMLNode) throws(Diagnostic) -> Trailer {
    let mapping = try MappingReader(
      node,
      as: "have trailer",
      keys: ["first cell", "rows in cell", "total in cell"]
    )
    func position(_ key: String) throws(Diagnostic) -> Int? {
      guard let node = mapping[key] else { return nil }
      let position = try node.integer(of: key)
      guard (1...16_384).contains(position) else {
        throw node.diagnostic("\(key) counts cells from 1, to 16,384 at most")
      }
      return position
    }
    let (rows, total) = (try position("rows in cell"), try position("total in cell"))
    if rows == nil, total == nil {
      throw node.diagnostic("say which cell has the count of rows, or their total, or both")
    }
    return Trailer(
      mark: try cellPattern(try mapping.required("first cell"), "first cell"),
      rowsCell: rows,
      totalCell: total
    )
  }

  private func nameDate(_ node: YAMLNode) throws(Diagnostic) -> NameDate {
    let mapping = try MappingReader(node, as: "be dated", keys: ["name", "written", "within"])
    let name = try mapping.required("name")
    let limit = try mapping.required("within")
    let within = try age(limit, "within")
    guard within.unit == .day else { throw limit.diagnostic("within counts days") }
    let written =
      try mapping["written"].map { node throws(Diagnostic) in try dateFormat(node) } ?? .iso
    guard
      let date = NameDate(try name.text(of: "name"), written: written, within: within.count)
    else {
      throw name.diagnostic(
        "the name must have {date} in it once, and * only after that",
        hint: "name: 'payments_{date}.csv*'"
      )
    }
    return date
  }

  private func cellPattern(_ node: YAMLNode, _ what: String) throws(Diagnostic) -> CellPattern {
    guard let pattern = CellPattern(try node.text(of: what)) else {
      throw node.diagnostic("\(what) must be a text; * in it stands for any characters")
    }
    return pattern
  }

  private func age(_ node: YAMLNode, _ what: String) throws(Diagnostic) -> Age {
    let text = try node.text(of: what)
    guard let age = Age(text) else {
      throw node.diagnostic("\(what) is \"\(text)\"; write it as 26 hours or 2 days")
    }
    return age
  }
}

extension Ceiling {
  /// Reads how many rows may be rejected.
  init(_ node: YAMLNode) throws(Diagnostic) {
    let mapping = try MappingReader(node, as: "rejected_rows", keys: ["at most"])
    let most = try mapping.required("at most")
    let text = try most.text(of: "at most")
    if let points = basisPoints(text) {
      self = .share(basisPoints: points)
    } else if let rows = Int(text), rows >= 0 {
      self = .rows(rows)
    } else {
      throw most.diagnostic(
        "\"\(text)\" is neither a count of rows (10) nor a share of them (1 %)"
      )
    }
  }
}

/// Hundredths of one per cent, from "90 %"; nil for anything else, and for more than all.
private func basisPoints(_ text: String) -> Int? {
  guard text.hasSuffix("%") else { return nil }
  let number = text.dropLast().filter { $0 != " " }
  guard let share = Decimal(String(number)), let points = share.scaled(toScale: 2),
    (0...10_000).contains(points)
  else { return nil }
  return Int(points)
}
