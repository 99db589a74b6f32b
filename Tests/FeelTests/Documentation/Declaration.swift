import Feel

/// A name with its type, as the pages write it: `payment: {amount: number, paid_on: date or null}`.
struct Declaration {
  /// What cannot be read.
  struct Unreadable: Error {
    let rest: String
  }

  private var rest: Substring

  /// Reads a whole line.
  static func read(_ text: Substring) throws(Unreadable) -> (name: String, type: FeelType) {
    var reader = Declaration(rest: text)
    let entry = try reader.entry()
    guard reader.rest.isEmpty else { throw reader.unreadable }
    return (entry.name, entry.type)
  }

  private var unreadable: Unreadable { Unreadable(rest: String(rest)) }

  private mutating func skip(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  private mutating func entry() throws(Unreadable) -> ContextType.Entry {
    guard let colon = rest.firstIndex(of: ":") else { throw unreadable }
    let name = String(rest[..<colon])
    rest = rest[colon...].dropFirst(2)
    return ContextType.Entry(name: name, type: try type(named: name))
  }

  private mutating func type(named name: String) throws(Unreadable) -> FeelType {
    let type: FeelType
    if skip("list of ") {
      return .list(try self.type(named: name))
    } else if skip("range of ") {
      type = .range(try simple())
    } else if skip("{") {
      var entries = [try entry()]
      while skip(", ") { entries.append(try entry()) }
      guard skip("}") else { throw unreadable }
      type = .context(ContextType(name: name, entries: entries))
    } else {
      type = try simple()
    }
    return skip(" or null") ? type.orNull : type
  }

  private mutating func simple() throws(Unreadable) -> FeelType {
    let types: [FeelType] = [.number, .string, .boolean, .dateAndTime, .date, .time]
    for type in types where skip(type.description) { return type }
    throw unreadable
  }
}
