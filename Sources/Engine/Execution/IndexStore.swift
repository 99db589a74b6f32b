internal import Tables

/// Hash indexes over tables, built when they are first asked for and shared by all rules of a night.
///
/// Not for concurrent use: one executor owns it.
final class IndexStore {
  private struct Name: Hashable {
    let dataset: Int
    let fields: [Int]
  }

  private var indexes: [Name: HashIndex] = [:]

  /// Rows that may hold the values, ascending; some that differ may be among them.
  func rows(_ dataset: Int, _ probe: Probe, world: World) -> [Int] {
    if probe.isEmpty { return Array(0..<world.tables[dataset].rowCount) }
    return index(dataset, probe.fields, world).rows(probe.bits)
  }

  /// Rows none of whose cells is known.
  func blindRows(_ dataset: Int, _ probe: Probe, world: World) -> [Int] {
    index(dataset, probe.fields, world).blind
  }

  private func index(_ dataset: Int, _ fields: [Int], _ world: World) -> HashIndex {
    let name = Name(dataset: dataset, fields: fields)
    if let index = indexes[name] { return index }
    let index = HashIndex(world.tables[dataset], fields)
    indexes[name] = index
    return index
  }
}

/// Rows of a table by the hash of their known cells, apart for each set of cells that is known.
struct HashIndex {
  private struct Part {
    /// Which fields are known, by position.
    let known: [Int]
    var rows: [Int: [Int]] = [:]
  }

  private var parts: [Part] = []
  /// Rows none of whose cells is known.
  private(set) var blind: [Int] = []

  init(_ table: Table, _ fields: [Int]) {
    var numbers: [[Int]: Int] = [:]
    for row in 0..<table.rowCount {
      var known: [Int] = []
      var hasBlank = false
      for (position, field) in fields.enumerated() {
        switch table.columns[field].states[row] {
        case .known: known.append(position)
        case .blank: hasBlank = true
        case .unknown: break
        }
      }
      if hasBlank { continue }
      if known.isEmpty {
        blind.append(row)
        continue
      }
      let number: Int
      if let existing = numbers[known] {
        number = existing
      } else {
        number = parts.count
        numbers[known] = number
        parts.append(Part(known: known))
      }
      var hasher = Hasher()
      for position in known { hasher.combine(table.columns[fields[position]].bits(row)) }
      parts[number].rows[hasher.finalize(), default: []].append(row)
    }
  }

  /// Rows whose known cells hash as these values do, ascending.
  func rows(_ bits: [Int64?]) -> [Int] {
    var result: [Int] = []
    for part in parts {
      var hasher = Hasher()
      for position in part.known { hasher.combine(bits[position]) }
      if let rows = part.rows[hasher.finalize()] { result.append(contentsOf: rows) }
    }
    if parts.count > 1 { result.sort() }
    return result
  }
}
