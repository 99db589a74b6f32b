internal import Feel
internal import Tables
internal import Values

/// From vectors to what single units are worth, and back.
extension Vector {
  /// Stands for the reason that a vector does not keep.
  static let untold = Unknown(kind: .arithmetic, dataset: "", subject: "")

  /// What one lane is worth; reasons are left out.
  func datum(_ lane: Int, _ world: World) -> Datum {
    switch state(lane) {
    case .blank: return .blank
    case .unknown: return .unknown(Vector.untold)
    case .known: break
    }
    switch content {
    case .none: return .blank
    case .numbers(let values, let scale):
      return .value(.number(Decimal(scaled: values[lane], scale: scale)))
    case .decimals(let values): return .value(.number(values[lane]))
    case .days(let values): return .value(.date(CalendarDate(dayNumber: Int(values[lane]))))
    case .texts(let values): return .value(.string(world.pool.text(values[lane])))
    case .flags(let values): return .boolean(values[lane])
    case .rows(let values, let dataset):
      return .row(RowReference(dataset: dataset, row: Int(values[lane])))
    case .ranges(let ranges):
      return Datum(
        lower: ranges.lower.datum(lane, world),
        ranges.lowerIncluded,
        upper: ranges.upper.datum(lane, world),
        ranges.upperIncluded
      )
    case .lists(let lists):
      let items = lists.range(lane).map { item in
        Datum.Items.Item(
          datum: lists.items.datum(item, world),
          doubt: lists.doubts.flatMap { $0[item] ? Vector.untold : nil }
        )
      }
      return .list(.init(items, open: lists.open.flatMap { $0[lane] }))
    case .data(let values): return values[lane]
    }
  }

  /// Lanes that were worked out one by one, in the form that kernels take where there is one.
  init(_ data: [Datum], _ world: World) {
    let states = data.map(\.state)
    self.init(
      Vector.content(data, world),
      states: states.contains { $0 != .known } ? states : nil,
      count: data.count
    )
  }

  private static func content(_ data: [Datum], _ world: World) -> Content {
    guard let sample = data.first(where: { $0.state == .known }) else { return .none }
    switch sample {
    case .value(.number): return numbers(data).map(Content.decimals) ?? .data(data)
    case .value(.date): return days(data).map(Content.days) ?? .data(data)
    case .value(.boolean): return flags(data).map(Content.flags) ?? .data(data)
    case .value(.string): return texts(data, world).map(Content.texts) ?? .data(data)
    case .row(let row):
      return rows(data, row.dataset).map { .rows($0, dataset: row.dataset) } ?? .data(data)
    case .list: return lists(data, world).map(Content.lists) ?? .data(data)
    default: return .data(data)
    }
  }

  private static func numbers(_ data: [Datum]) -> [Decimal]? {
    var result: [Decimal] = []
    for datum in data {
      if case .value(.number(let number)) = datum {
        result.append(number)
      } else if datum.state == .known {
        return nil
      } else {
        result.append(.zero)
      }
    }
    return result
  }

  private static func days(_ data: [Datum]) -> [Int32]? {
    var result: [Int32] = []
    for datum in data {
      if case .value(.date(let day)) = datum {
        guard let number = Int32(exactly: day.dayNumber) else { return nil }
        result.append(number)
      } else if datum.state == .known {
        return nil
      } else {
        result.append(0)
      }
    }
    return result
  }

  private static func flags(_ data: [Datum]) -> [Bool]? {
    var result: [Bool] = []
    for datum in data {
      if case .value(.boolean(let flag)) = datum {
        result.append(flag)
      } else if datum.state == .known {
        return nil
      } else {
        result.append(false)
      }
    }
    return result
  }

  private static func texts(_ data: [Datum], _ world: World) -> [TextCode]? {
    var result: [TextCode] = []
    for datum in data {
      if case .value(.string(let text)) = datum {
        result.append(world.pool.code(for: text))
      } else if datum.state == .known {
        return nil
      } else {
        result.append(0)
      }
    }
    return result
  }

  private static func rows(_ data: [Datum], _ dataset: Int) -> [Int32]? {
    var result: [Int32] = []
    for datum in data {
      if case .row(let row) = datum, row.dataset == dataset {
        result.append(Int32(row.row))
      } else if datum.state == .known {
        return nil
      } else {
        result.append(0)
      }
    }
    return result
  }

  private static func lists(_ data: [Datum], _ world: World) -> Lists? {
    var offsets: [Int32] = [0]
    var items: [Datum.Items.Item] = []
    var open: [Unknown?] = []
    for datum in data {
      if case .list(let list) = datum {
        items += list.items
        open.append(list.open)
      } else if datum.state == .known {
        return nil
      } else {
        open.append(nil)
      }
      offsets.append(Int32(items.count))
    }
    let doubts = items.map { $0.doubt != nil }
    return Lists(
      offsets: offsets,
      items: Vector(items.map(\.datum), world),
      doubts: doubts.contains(true) ? doubts : nil,
      open: open.contains { $0 != nil } ? open : nil
    )
  }

  /// Numbers that stay the same in every lane as exact integers where they fit, else as they are.
  init(repeating value: Value, count: Int, _ world: World) {
    switch value {
    case .null: self = .blank(count)
    case .number(let number):
      let scale = -number.exponent
      if (0...9).contains(scale), let scaled = number.scaled(toScale: scale) {
        self.init(.numbers(Array(repeating: scaled, count: count), scale: scale), count: count)
      } else {
        self.init(.decimals(Array(repeating: number, count: count)), count: count)
      }
    case .string(let text):
      let code = world.pool.code(for: text)
      self.init(.texts(Array(repeating: code, count: count)), count: count)
    case .boolean(let flag):
      self.init(.flags(Array(repeating: flag, count: count)), count: count)
    case .date(let day):
      guard let number = Int32(exactly: day.dayNumber) else { fallthrough }
      self.init(.days(Array(repeating: number, count: count)), count: count)
    default:
      let one = Vector([Datum(value)], world)
      self = one.gather(Array(repeating: 0, count: count))
    }
  }
}

extension Datum {
  /// The state of a lane that is worth this.
  var state: CellState {
    switch self {
    case .blank: .blank
    case .unknown: .unknown
    case .value, .row, .list, .partialRange, .counted: .known
    }
  }
}
