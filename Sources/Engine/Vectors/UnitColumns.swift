internal import Feel
internal import Rules
internal import Tables

/// The units of a frame: sure ones in columns, and beside them the few that must be looked at one by one.
struct UnitColumns: Sendable {
  /// What units are made of, beside their first rows.
  enum Members: Sendable {
    /// Nothing else.
    case rows
    /// A second row, of a dataset.
    case pairs([Int32], dataset: Int)
    /// All the rows that agree on fields.
    case groups(RowGroups, by: [Int])
  }

  /// A unit that must be looked at by itself, and how many sure ones come before it.
  struct Odd: Sendable {
    let position: Int
    let unit: Unit
  }

  let dataset: Int
  /// The row of each sure unit, or the first of its rows.
  var first: [Int32]
  var members: Members = .rows
  var odd: [Odd] = []
  /// The rows that no unit was made of.
  var rest = UnitSet()

  init(dataset: Int, first: [Int32] = []) {
    self.dataset = dataset
    self.first = first
  }

  /// How many sure units there are.
  var count: Int { first.count }

  /// How many units there are, those included that are looked at by themselves.
  var totalCount: Int { count + odd.count }

  /// Parts of them to work on: rows are lighter than groups and pairs, and where there are very many of them, what neighbours
  /// have in common is worked out once for more of them.
  var batches: Batches {
    if case .rows = members, count > 1 << 20 { return Batches(count: count, atMost: 8192) }
    return Batches(count: count)
  }

  /// Some sure units, as lanes.
  ///
  /// - Parameters:
  ///   - range: The units.
  ///   - slotCount: How many slots their frame has.
  ///   - world: What they are part of.
  ///   - room: What the lists of all of them may hold.
  ///   - asked: What is asked of their rows; neighbours that are alike in it are put together.
  ///   - days: The days among that that are mostly looked up by.
  ///   - meter: Notes what steps take.
  /// - Returns: A lane for each.
  func lanes(
    _ range: Range<Int>,
    slotCount: Int,
    _ world: World,
    room: Room,
    asked: UnitFields = .none,
    days: UnitFields = .none,
    _ meter: Meter? = nil
  ) -> Lanes {
    let count = range.count
    var slots: [Vector?] = Array(repeating: nil, count: slotCount)
    slots[0] = Vector(repeating: .date(world.asAt), count: count, world)
    let rows = Array(first[range])
    switch members {
    case .rows:
      slots[1] = Vector(.rows(rows, dataset: dataset), count: count)
      let table = world.tables[dataset]
      var alike: AlikeLanes?
      for level in AlikeRows.levels(rows, of: table, asked: asked, days: days) {
        // The runs of a level are lanes themselves, and those of the level before are runs of them.
        let runs = Lanes(
          count: level.first.count,
          slots: slots.map { $0?.gather(level.first) },
          room: room,
          alike: alike?.selecting(level.first),
          meter: meter
        )
        alike = AlikeLanes(lanes: runs, runs: level.runs, agreeing: level.agreeing)
      }
      return Lanes(count: count, slots: slots, room: room, alike: alike, meter: meter)
    case .pairs(let second, let other):
      slots[1] = Vector(.rows(rows, dataset: dataset), count: count)
      slots[2] = Vector(.rows(Array(second[range]), dataset: other), count: count)
    case .groups(let groups, let by):
      let begin = groups.offsets[range.lowerBound]
      let end = groups.offsets[range.upperBound]
      let all = Array(groups.rows[Int(begin)..<Int(end)])
      slots[1] = Vector(
        .lists(
          .init(
            offsets: groups.offsets[range.lowerBound...range.upperBound].map { $0 - begin },
            items: Vector(.rows(all, dataset: dataset), count: all.count)
          )
        ),
        count: count
      )
      for (position, field) in by.enumerated() {
        slots[2 + position] = ColumnView(world.tables[dataset].columns[field]).vector(rows)
      }
    }
    return Lanes(count: count, slots: slots, room: room, meter: meter)
  }

  /// A sure unit, to be looked at by itself.
  func unit(_ index: Int, _ world: World) -> Unit {
    let row = RowReference(dataset: dataset, row: Int(first[index]))
    switch members {
    case .rows: return Unit(slots: [.row(row)], rows: [row], standing: .loaded)
    case .pairs(let second, let other):
      let match = RowReference(dataset: other, row: Int(second[index]))
      return Unit(slots: [.row(row), .row(match)], rows: [row, match], standing: .loaded)
    case .groups(let groups, let by):
      let rows = groups.group(index).map { RowReference(dataset: dataset, row: Int($0)) }
      let items = rows.map { Datum.Items.Item(datum: .row($0), doubt: nil) }
      let key = by.map { world.datum(row, field: $0) }
      return Unit(slots: [.list(.init(items))] + key, rows: rows, standing: .loaded)
    }
  }

  /// The rows of the dataset that sure units are made of.
  func rows(of units: [Int32]) -> [Int32] {
    switch members {
    case .groups(let groups, _): units.flatMap { groups.group(Int($0)) }
    case .rows, .pairs: units.map { first[Int($0)] }
    }
  }

  /// Adds the rows that a sure unit is made of.
  func addRows(of index: Int, to lists: inout RowLists) {
    switch members {
    case .rows: lists.append(dataset: dataset, rows: first[index...index])
    case .pairs(let second, let other):
      lists.append([
        RowReference(dataset: dataset, row: Int(first[index])),
        RowReference(dataset: other, row: Int(second[index])),
      ])
    case .groups(let groups, _): lists.append(dataset: dataset, rows: groups.group(index))
    }
  }
}
