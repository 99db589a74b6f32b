internal import Tables

/// The headings of one file, matched to the fields that they stand over.
struct Header {
  /// How many cells a row has.
  let width: Int
  /// For each field, the 0-based position of its cell.
  let positions: [Int]
  /// For each field, its heading.
  let headings: [String]

  /// Finds each field's column by its heading.
  ///
  /// - Parameters:
  ///   - cells: The headings found.
  ///   - binding: Which headings are wanted.
  ///   - path: The file, for errors.
  /// - Throws: Where a heading is missing, or is bound and stands twice.
  init(cells: [String], binding: Binding, path: String) throws(ExtractError) {
    let present = cells.map(Header.plain)
    width = (present.lastIndex { !$0.isEmpty } ?? -1) + 1
    let wanted = binding.schema.fields.map { binding.headings[$0.name] ?? $0.name }
    let line = binding.headerLine
    let excerpt = present.prefix(width).joined(separator: String(UnicodeScalar(binding.delimiter)))

    var missing: [String] = []
    var positions: [Int] = []
    for heading in wanted {
      let places = present.indices.filter { present[$0] == Header.plain(heading) }
      if places.count > 1 {
        throw ExtractError(
          .heading,
          file: path,
          line: line,
          column: places[1] + 1,
          message: "the heading \"\(heading)\" stands over columns "
            + places.map { String($0 + 1) }.joined(separator: " and ")
            + "; rename one of them, so that it is clear which one is meant",
          excerpt: excerpt
        )
      }
      if let place = places.first { positions.append(place) } else { missing.append(heading) }
    }
    guard missing.isEmpty else {
      let list = missing.map { heading in
        let near = nearest(to: Header.plain(heading), in: present.filter { !$0.isEmpty })
        return "\"\(heading)\"" + (near.map { " (is it \"\($0)\"?)" } ?? "")
      }
      throw ExtractError(
        .heading,
        file: path,
        line: line,
        message: "no column has the heading \(list.joined(separator: ", ")); correct `columns` of "
          + "\(binding.schema.dataset) in the configuration, or ask for the column",
        excerpt: excerpt
      )
    }
    self.positions = positions
    headings = wanted
  }

  /// A heading without spaces around it, and with each run of spaces of any kind as one plain space.
  static func plain(_ heading: String) -> String {
    heading.unicodeScalars
      .split { $0.properties.isWhitespace || $0 == "\u{200B}" || $0 == "\u{FEFF}" }
      .map { String($0) }.joined(separator: " ")
  }
}

/// The candidate that takes the fewest changed letters, where that is fewer than half of them.
func nearest(to word: String, in candidates: [String]) -> String? {
  let measured = candidates.map { ($0, distance(word.lowercased(), $0.lowercased())) }
  guard let best = measured.min(by: { $0.1 < $1.1 }), best.1 * 2 <= word.count else { return nil }
  return best.0
}

/// Letters to insert, delete or change to make one word of the other.
private func distance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a), Array(b))
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      let change = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(change, row[j] + 1, diagonal + 1)
    }
  }
  return row[b.count]
}
