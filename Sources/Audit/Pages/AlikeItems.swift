internal import Findings

/// Tells which findings agree on what they say at some places, and looks at their words only where they are new.
struct AlikeItems {
  /// The values at one place, numbered as they are met.
  private struct Values {
    let places: NamedPlaces
    private(set) var values: [Shown] = []
    private var numbers: [Shown: Int] = [:]
    private var marks: [ValueMark: Int] = [:]

    init(_ places: NamedPlaces) { self.places = places }

    mutating func number(of item: AudienceView.Item, in view: AudienceView) -> Int {
      guard let mark = view.mark(at: places, item) else {
        return number(of: view.value(at: places, item))
      }
      if let number = marks[mark] { return number }
      let number = number(of: view.value(at: places, item))
      marks[mark] = number
      return number
    }

    private mutating func number(of value: Shown) -> Int {
      if let number = numbers[value] { return number }
      values.append(value)
      numbers[value] = values.count - 1
      return values.count - 1
    }
  }

  private var values: [Values]
  /// The values at the first places of the grain that were met together, by a number: those before the last, and the last.
  private var beginnings: [Beginning] = []
  private var numbers: [Beginning: Int] = [:]
  /// The group of what was said at all places, by its number.
  private var places: [Int: Int] = [:]
  private var groups: [Int] = []

  /// What is said at some places: the number of what is said at all but the last, and of the value at the last.
  private struct Beginning: Hashable {
    let before: Int
    let value: Int
  }

  init(_ grain: [NamedPlaces]) { values = grain.map(Values.init) }

  /// The place of an item's group, counted as they are met.
  mutating func place(of item: AudienceView.Item, in view: AudienceView) -> Int {
    var said = -1
    for index in values.indices {
      said = number(of: Beginning(before: said, value: values[index].number(of: item, in: view)))
    }
    if let place = places[said] { return place }
    places[said] = groups.count
    groups.append(said)
    return groups.count - 1
  }

  private mutating func number(of beginning: Beginning) -> Int {
    if let number = numbers[beginning] { return number }
    beginnings.append(beginning)
    numbers[beginning] = beginnings.count - 1
    return beginnings.count - 1
  }

  /// What the findings of a group say.
  func grain(_ group: Int) -> [Shown] {
    var said = groups[group]
    var grain: [Shown] = []
    for values in values.reversed() {
      let last = beginnings[said]
      grain.append(values.values[last.value])
      said = last.before
    }
    return grain.reversed()
  }
}
