internal import Extracts
internal import Rules

extension BoundColumn {
  /// Reads where a field's column is, and how it is written: a heading, several, or a mapping.
  init(_ node: YAMLNode, of field: String) throws(Diagnostic) {
    guard case .mapping = node.content else {
      self.init(place: .heading(try Self.headings(node), which: nil))
      return
    }
    let mapping = try MappingReader(
      node,
      as: "a column",
      keys: ["heading", "which", "position", "absent", "dates", "numbers"]
    )
    self.init(place: try Self.place(mapping, node, of: field))
    if let node = mapping["dates"] { dates = try dateFormat(node) }
    if let node = mapping["numbers"] { numbers = try numberFormat(node) }
  }

  private static func place(
    _ mapping: MappingReader,
    _ node: YAMLNode,
    of field: String
  ) throws(Diagnostic) -> Place {
    let headings =
      try mapping["heading"].map { node throws(Diagnostic) in try Self.headings(node) } ?? []
    let which = try mapping["which"]?.integer(of: "which")
    let position = try mapping["position"]?.integer(of: "position")
    let isAbsent = try mapping["absent"]?.flag(of: "absent") ?? false
    switch (headings.isEmpty, position, isAbsent) {
    case (false, nil, false):
      guard which ?? 1 >= 1 else { throw node.diagnostic("which counts from 1, from the left") }
      return .heading(headings, which: which)
    case (true, let position?, false) where which == nil:
      guard (1...16_384).contains(position) else {
        throw node.diagnostic("position counts columns from 1, to 16,384 at most")
      }
      return .position(position)
    case (true, nil, true) where which == nil: return .absent
    case (true, nil, false) where mapping["dates"] != nil || mapping["numbers"] != nil:
      return .heading([field], which: which)
    default:
      throw node.diagnostic(
        "a column is found by { heading: NAME } or { position: NUMBER }, or it is { absent: true }",
        hint: "several headings of one name: { heading: Amount, which: 2 }"
      )
    }
  }

  private static func headings(_ node: YAMLNode) throws(Diagnostic) -> [String] {
    guard case .sequence = node.content else { return [try node.text(of: "the heading")] }
    var headings: [String] = []
    for item in try node.items(of: "the headings") {
      headings.append(try item.text(of: "a heading"))
    }
    if headings.isEmpty { throw node.diagnostic("name at least one heading") }
    return headings
  }
}
