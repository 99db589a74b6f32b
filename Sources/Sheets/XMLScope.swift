/// The namespaces that workbooks use, in the ECMA (transitional) and the ISO (strict) edition.
enum XMLNamespace {
  /// Elements that are read.
  case main
  /// Attributes that lead to relationships.
  case relationships
  case other

  init(_ uri: Span<UInt8>) {
    self = .other
    for known in XMLNamespace.known where known.uri.span.isEqual(to: uri) { self = known.namespace }
  }

  private static let known: [(uri: [UInt8], namespace: XMLNamespace)] = [
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", main),
    ("http://purl.oclc.org/ooxml/spreadsheetml/main", main),
    ("http://schemas.openxmlformats.org/package/2006/content-types", main),
    ("http://schemas.openxmlformats.org/package/2006/relationships", main),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", relationships),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", relationships),
  ].map { (Array($0.0.utf8), $0.1) }
}

/// What the prefixes of names mean at a place in a document (Namespaces in XML 1.0).
struct XMLScope {
  /// The prefixes in scope, with the depth of the element that declares each; those declared last are last.
  private var prefixes: [(prefix: [UInt8], namespace: XMLNamespace, depth: Int)] = []
  /// The namespace of elements without a prefix.
  private var unprefixed = XMLNamespace.other
  /// The depth of the innermost element that declares a prefix.
  private var innermost = -1

  /// Whether elements without a prefix are those that are read.
  var isPlain: Bool { unprefixed == .main }

  /// Takes an attribute that may declare a prefix, of an element at a depth.
  mutating func declare(_ attribute: Span<UInt8>, uri: Span<UInt8>, depth: Int) {
    guard attribute.count == 5 || attribute.count > 6 && attribute[5] == UInt8(ascii: ":"),
      XMLScope.xmlns.span.isEqual(to: attribute.extracting(first: 5))
    else { return }
    let prefix = (attribute.count == 5 ? 5 : 6)..<attribute.count
    prefixes.append((prefix.map { attribute[$0] }, XMLNamespace(uri), depth))
    innermost = depth
    if prefix.isEmpty { unprefixed = XMLNamespace(uri) }
  }

  private static let xmlns = Array("xmlns".utf8)
  private static let id = Array("id".utf8)

  /// Forgets what the element that ends at a depth declared.
  mutating func leave(depth: Int) {
    guard innermost >= depth else { return }
    while let last = prefixes.last, last.depth >= depth { prefixes.removeLast() }
    innermost = prefixes.last?.depth ?? -1
    unprefixed = prefixes.last { $0.prefix.isEmpty }?.namespace ?? .other
  }

  /// The name of an element.
  func element(_ name: Span<UInt8>, _ names: XMLNames) -> XMLName {
    guard let colon = XMLScope.colon(in: name) else {
      return unprefixed == .main ? names[name] : .other
    }
    return namespace(of: name.extracting(0..<colon)) == .main
      ? names[name.extracting((colon + 1)...)] : .other
  }

  /// The name of an attribute; one without a prefix belongs to its element.
  func attribute(_ name: Span<UInt8>, _ names: XMLNames) -> XMLName {
    guard let colon = XMLScope.colon(in: name) else { return names[name] }
    return XMLScope.id.span.isEqual(to: name.extracting((colon + 1)...))
      && namespace(of: name.extracting(0..<colon)) == .relationships ? .relationshipID : .other
  }

  private static func colon(in name: Span<UInt8>) -> Int? {
    for index in name.indices where name[index] == UInt8(ascii: ":") { return index }
    return nil
  }

  private func namespace(of prefix: Span<UInt8>) -> XMLNamespace {
    for declared in prefixes.reversed() where declared.prefix.span.isEqual(to: prefix) {
      return declared.namespace
    }
    return .other
  }
}
