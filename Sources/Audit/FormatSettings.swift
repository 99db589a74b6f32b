internal import Extracts
internal import Rules
internal import Values

/// Reads how a source, or one of its columns, writes dates: a pattern, or a list of patterns.
func dateFormat(_ node: YAMLNode) throws(Diagnostic) -> DateFormat {
  guard case .sequence = node.content else { return try oneDateFormat(node) }
  let items = try node.items(of: "dates")
  var formats: [DateFormat] = []
  for item in items { formats.append(try oneDateFormat(item)) }
  guard let format = DateFormat(anyOf: formats) else {
    throw node.diagnostic(
      formats.isEmpty
        ? "dates names no pattern"
        : "dates has more than \(DateFormat.mostWays) ways of writing a date, counting each part in "
          + "brackets once with it and once without"
    )
  }
  if let found = DateFormat.contradiction(among: formats) {
    let readings = found.readings.map { "\($0.date) in \(formats[$0.format].pattern)" }
    throw items[found.readings[1].format].diagnostic(
      "\"\(found.text)\" would be " + readings.joined(separator: " and "),
      hint: "a column is written one way or the other: give each its own `dates` under `columns`"
    )
  }
  return format
}

private func oneDateFormat(_ node: YAMLNode) throws(Diagnostic) -> DateFormat {
  let text = try node.text(of: "dates")
  guard let format = DateFormat(text) else {
    throw node.diagnostic(
      "\"\(text)\" does not say how dates are written",
      hint:
        "write one day (d, dd), month (m, mm, Mon, Month) and year (yy, yyyy), as in dd/mm/yyyy; a "
        + "time as hh:mm:ss; [what may be missing] in brackets; or excel"
    )
  }
  return format
}

/// Reads whose days times belong to: a zone, or { times: UTC, days: Europe/London }.
func dayZone(_ node: YAMLNode) throws(Diagnostic) -> DayZone {
  guard case .mapping = node.content else { return DayZone(days: try zone(node, "zone")) }
  let mapping = try MappingReader(node, as: "zone", keys: ["times", "days"])
  return DayZone(
    days: try zone(try mapping.required("days"), "days"),
    times: try zone(try mapping.required("times"), "times")
  )
}

private func zone(_ node: YAMLNode, _ key: String) throws(Diagnostic) -> Zone {
  let name = try node.text(of: key)
  if name == "UTC" { return .offset(seconds: 0) }
  guard let zone = NamedZone(name) else {
    throw node.diagnostic(
      "the system's zone data have no \"\(name)\"",
      hint: "write UTC, or a zone such as Europe/London; the data come with the package tzdata"
    )
  }
  return .named(zone)
}

/// Reads how a source, or one of its columns, writes numbers.
func numberFormat(_ node: YAMLNode) throws(Diagnostic) -> NumberFormat {
  let mapping = try MappingReader(
    node,
    as: "numbers",
    keys: ["thousands", "decimal", "currency", "negatives"]
  )
  var format = NumberFormat()
  if let node = mapping["decimal"] { format.decimal = try separator(node, "decimal") }
  if let node = mapping["thousands"] {
    let byte = try separator(node, "thousands")
    guard byte != format.decimal else {
      throw node.diagnostic(
        "thousands and decimal are the same character",
        hint: "decimal is a point unless it is declared"
      )
    }
    format.thousands = byte
  }
  if let node = mapping["currency"] { format.currencies = try currencies(node) }
  for item in try mapping["negatives"]?.items(of: "negatives") ?? [] {
    let way = try item.word(of: "negatives", among: negatives.map(\.word))
    if let found = negatives.first(where: { $0.word == way }) { format.negatives.insert(found.way) }
  }
  if let node = mapping["negatives"], format.negatives.isSuperset(of: [.credit, .debit]) {
    throw node.diagnostic(
      "either CR or DR is negative, not both",
      hint: "name the one that is; the other is then positive"
    )
  }
  return format
}

private let negatives: [(word: String, way: NumberFormat.Negatives)] = [
  ("parentheses", .parentheses), ("trailing minus", .trailingMinus), ("CR", .credit),
  ("DR", .debit),
]

/// A character that stands between digits: no digit, no sign, nothing beyond ASCII.
private func separator(_ node: YAMLNode, _ key: String) throws(Diagnostic) -> UInt8 {
  let text = try node.text(of: key)
  guard let byte = text.utf8.first, text.utf8.count == 1, (0x20..<0x7F).contains(byte),
    !"0123456789+-()".utf8.contains(byte)
  else {
    throw node.diagnostic("\(key) must be one ASCII character that is no digit, sign or bracket")
  }
  return byte
}

private func currencies(_ node: YAMLNode) throws(Diagnostic) -> [String] {
  let most = NumberFormat.mostCurrencies
  var items = [node]
  if case .sequence(let list) = node.content { items = list }
  guard items.count <= most.count else {
    throw node.diagnostic("currency names more than \(most.count) currencies")
  }
  var currencies: [String] = []
  for item in items {
    let text = try item.text(of: "currency")
    guard (1...most.bytes).contains(text.utf8.count), !text.contains(where: \.isWhitespace),
      !text.utf8.contains(where: { "0123456789+-().,".utf8.contains($0) })
    else {
      throw item.diagnostic(
        "\"\(text)\" is no sign of a currency",
        hint: "one such as £ or GBP, of \(most.bytes) bytes at most and without digits"
      )
    }
    currencies.append(text)
  }
  return currencies
}
