internal import Synchronization
internal import Tables

/// Indexes over tables, built when they are first asked for and shared by all rules of a night.
final class IndexStore: Sendable {
  private let asked: AskedCells
  /// Tables of fewer rows are indexed whole sooner than they are looked through.
  private let many: Int

  /// - Parameters:
  ///   - asked: What is known of the cells that are asked for.
  ///   - many: Of fewer rows no field is sparse.
  init(_ asked: AskedCells = AskedCells(), many: Int = 1 << 16) {
    self.asked = asked
    self.many = many
  }

  private struct Name: Hashable {
    let dataset: Int
    let fields: [Int]
  }

  private struct OrderName: Hashable {
    let name: Name
    let field: Int
  }

  /// Something that is made once; who asks for it meanwhile waits, and nobody else does.
  fileprivate final class Entry<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)

    func value(_ make: @autoclosure () -> Value) -> Value {
      value.withLock { value in
        if let value { return value }
        let made = make()
        value = made
        return made
      }
    }
  }

  private typealias Entries<Value: Sendable> = [Name: Entry<Value>]

  private let indexes = Mutex<Entries<KeyIndex>>([:])
  private struct Orders {
    var made: [OrderName: DayOrder] = [:]
    /// How many rows would have been chosen among in those that are not made yet.
    var looks: [OrderName: Int] = [:]
  }

  private let orders = Mutex(Orders())

  private struct EdgesName: Hashable {
    let name: Name
    let from: Int
    let to: Int
  }

  private let edges = Mutex<[EdgesName: Entry<RangeEdges>]>([:])
  private let loose = Mutex<Entries<LooseRows>>([:])
  private let sparse = Mutex<[Name: Bool]>([:])

  /// Rows that may hold the values, ascending; some that differ may be among them.
  func rows(_ dataset: Int, _ probe: Probe, world: World) -> [Int] {
    if probe.isEmpty { return Array(0..<world.tables[dataset].rowCount) }
    return index(dataset, probe.fields, world).rows(probe.bits)
  }

  /// Rows none of whose cells is known.
  func blindRows(_ dataset: Int, _ probe: Probe, world: World) -> [Int] {
    index(dataset, probe.fields, world).loose.blind.map(Int.init)
  }

  /// The rows that an index of a dataset by fields has in no group; the groups are not made for them.
  func loose(_ dataset: Int, _ fields: [Int], _ world: World) -> LooseRows {
    let name = Name(dataset: dataset, fields: fields)
    if let index = indexes.withLock({ $0[name] })?.value.withLock({ $0 }) { return index.loose }
    return loose.withLock { $0.entry(name) }.value(LooseRows(world.tables[dataset], fields))
  }

  /// Whether few of many rows hold anything in a field, so that they are best found by that.
  func isSparse(_ dataset: Int, _ field: Int, _ world: World) -> Bool {
    let table = world.tables[dataset]
    guard table.rowCount >= many else { return false }
    return sparse.withLock { sparse in
      let name = Name(dataset: dataset, fields: [field])
      if let known = sparse[name] { return known }
      let heldCount = table.columns[field].states.count { $0 != .blank }
      let isSparse = 8 * heldCount < table.rowCount || many <= 1
      sparse[name] = isSparse
      return isSparse
    }
  }

  /// The index of a dataset by fields.
  func index(_ dataset: Int, _ fields: [Int], _ world: World) -> KeyIndex {
    let name = Name(dataset: dataset, fields: fields)
    let table = world.tables[dataset]
    let entry = indexes.withLock { $0.entry(name) }
    return entry.value(KeyIndex(table, fields, rows: asked.rows(dataset, fields, world)))
  }

  /// The rows of the index by fields, each group in the order of another field's days; nil while there is too little to
  /// choose among.
  ///
  /// - Parameters:
  ///   - dataset: The dataset.
  ///   - fields: The fields of the index.
  ///   - field: The field of the days.
  ///   - count: How many rows will be looked at where none is chosen. Putting all in order takes longer than to look at
  ///     each of them a few times.
  ///   - isRepeated: Whether the same will be asked again in parts, so that it counts only if it is enough by itself.
  ///   - world: The tables.
  /// - Returns: The order.
  func order(
    _ dataset: Int,
    _ fields: [Int],
    by field: Int,
    choosingAmong count: Int,
    isRepeated: Bool,
    _ world: World
  ) -> DayOrder? {
    let name = OrderName(name: Name(dataset: dataset, fields: fields), field: field)
    let index = index(dataset, fields, world)
    let column = world.tables[dataset].columns[field]
    return orders.withLock { orders in
      if let order = orders.made[name] { return order }
      var looks = count
      if !isRepeated {
        looks += orders.looks[name, default: 0]
        orders.looks[name] = looks
      }
      guard looks > IndexStore.looks * index.groups.rows.count else { return nil }
      let order = DayOrder(index, column)
      orders.made[name] = order
      return order
    }
  }

  /// As many looks at a row take as long as to put it in order.
  static let looks = 2

  /// Where the ranges of an index's rows begin and end, from the days of one field to those of another.
  func edges(_ dataset: Int, _ fields: [Int], from: Int, to: Int, _ world: World) -> RangeEdges {
    let name = EdgesName(name: Name(dataset: dataset, fields: fields), from: from, to: to)
    let columns = world.tables[dataset].columns
    let entry = edges.withLock { $0.entry(name) }
    return entry.value(
      RangeEdges(index(dataset, fields, world), from: columns[from], to: columns[to])
    )
  }

  /// Gives up the indexes that nobody will ask for again.
  ///
  /// - Parameter fields: The fields, by dataset, by which rows will be looked up.
  func keep(by fields: [Int: Set<Int>]) {
    func isWanted(_ name: Name) -> Bool {
      fields[name.dataset]?.isSuperset(of: name.fields) ?? false
    }
    indexes.withLock { indexes in indexes = indexes.filter { isWanted($0.key) } }
    loose.withLock { loose in loose = loose.filter { isWanted($0.key) } }
    orders.withLock { orders in orders.made = orders.made.filter { isWanted($0.key.name) } }
    edges.withLock { edges in edges = edges.filter { isWanted($0.key.name) } }
  }
}

extension Dictionary {
  /// The entry of a name, which is added where it is new.
  fileprivate mutating func entry<Made>(_ name: Key) -> Value
  where Value == IndexStore.Entry<Made> {
    if let entry = self[name] { return entry }
    let entry = Value()
    self[name] = entry
    return entry
  }
}
