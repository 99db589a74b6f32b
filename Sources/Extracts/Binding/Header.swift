internal import Tables
internal import Values

/// The headings of one file, matched to the fields that they stand over.
struct Header {
  /// How many cells a row has.
  let width: Int
  /// For each field, the 0-based position of its cell; nil where the source does not deliver it.
  let positions: [Int?]
  /// For each field, its heading; empty where there is none.
  let headings: [String]
  /// Every heading of the file, in order.
  let all: [String]

  /// Finds each field's column.
  ///
  /// - Parameters:
  ///   - cells: The headings found.
  ///   - binding: Which columns are wanted.
  ///   - path: The file, for errors.
  /// - Throws: Where a column is missing, or cannot be told from another.
  init(cells: [String], binding: Binding, path: String) throws(ExtractError) {
    let search = ColumnSearch(cells.map(Header.plain), binding, path)
    all = search.present
    var positions: [Int?] = []
    var missing: [String] = []
    for field in binding.schema.fields {
      switch (binding.columns[field.name] ?? BoundColumn(field.name)).place {
      case .absent: positions.append(nil)
      case .position(let position):
        positions.append(position - 1)
      case .heading(let wanted, let which):
        let place = try search.place(of: wanted, which: which)
        if place == nil { missing.append(search.hint(for: wanted, which: which)) }
        positions.append(place)
      }
    }
    if !missing.isEmpty { throw search.missing(missing) }
    let present = search.present
    headings = positions.map { place in
      place.flatMap { $0 < present.count ? present[$0] : nil } ?? ""
    }
    self.positions = positions
    let named = search.present.lastIndex { !$0.isEmpty } ?? -1
    width = max(named, positions.compactMap(\.self).max() ?? -1) + 1
  }

  /// A heading without spaces around it, and with each run of spaces of any kind as one plain space.
  static func plain(_ heading: String) -> String {
    heading.unicodeScalars
      .split { $0.properties.isWhitespace || $0.properties.generalCategory == .format }
      .map { String($0) }.joined(separator: " ")
  }
}

/// Looks for the columns of a source among the headings of a file.
private struct ColumnSearch {
  let present: [String]
  private let binding: Binding
  private let path: String

  init(_ present: [String], _ binding: Binding, _ path: String) {
    self.present = present
    self.binding = binding
    self.path = path
  }

  /// The position of the column with one of some headings; nil where there is none.
  func place(of wanted: [String], which: Int?) throws(ExtractError) -> Int? {
    let wanted = wanted.map(Header.plain)
    let places = present.indices.filter { wanted.contains(present[$0]) }
    if let which { return places.indices.contains(which - 1) ? places[which - 1] : nil }
    guard places.count > 1 else { return places.first }
    let names = Set(places.map { present[$0] }).sorted().map { "\"\($0)\"" }
    let list = places.map { String($0 + 1) }.joined(separator: " and ")
    throw error(
      column: places[1] + 1,
      names.count == 1
        ? "the heading \(names[0]) stands over columns \(list); say which one is meant with "
          + "`which: 1` or `which: 2`, or rename one of them"
        : "the headings \(names.joined(separator: " and ")) are both there, over columns \(list), and "
          + "are bound as names of one column; bind the one that is meant"
    )
  }

  /// A heading that is not there, with the one that comes nearest.
  func hint(for wanted: [String], which: Int?) -> String {
    let near = nearestName(to: Header.plain(wanted[0]), among: present.filter { !$0.isEmpty })
    let list = wanted.map { "\"\($0)\"" }.joined(separator: " or ")
    if let which, which > 1 {
      return "\(list) for the \(which == 2 ? "second" : "\(which)th") time"
    }
    return list + (near.map { " (is it \"\($0)\"?)" } ?? "")
  }

  func missing(_ missing: [String]) -> ExtractError {
    error(
      column: nil,
      "no column has the heading \(missing.joined(separator: ", ")); correct `columns` of "
        + "\(binding.schema.dataset) in the configuration, or ask for the column"
        + (hasHeadings ? "" : "; if the headings are on another line, correct `header_row`")
    )
  }

  /// Whether the row is surely one of headings: at least half of those that are wanted are on it.
  ///
  /// Where it is not, it may be a row of data, which no error may show.
  private var hasHeadings: Bool {
    let wanted = binding.schema.fields.compactMap { field -> [String]? in
      let column = binding.columns[field.name] ?? BoundColumn(field.name)
      if case .heading(let names, _) = column.place { return names.map(Header.plain) }
      return nil
    }
    let found = wanted.count { !Set($0).isDisjoint(with: present) }
    return found > 0 && found * 2 >= wanted.count
  }

  private func error(column: Int?, _ message: String) -> ExtractError {
    let width = (present.lastIndex { !$0.isEmpty } ?? -1) + 1
    return ExtractError(
      .heading,
      file: path,
      line: binding.headerLine,
      column: column,
      message: message,
      excerpt: hasHeadings
        ? present.prefix(width).joined(separator: binding.delimiterText) : nil
    )
  }
}
