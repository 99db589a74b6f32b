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
  /// The groups of findings so far, by the numbers of what they say.
  private var places: [[Int]: Int] = [:]
  private var groups: [[Int]] = []

  init(_ grain: [NamedPlaces]) { values = grain.map(Values.init) }

  /// The place of an item's group, counted as they are met.
  mutating func place(of item: AudienceView.Item, in view: AudienceView) -> Int {
    var numbers: [Int] = []
    numbers.reserveCapacity(values.count)
    for index in values.indices { numbers.append(values[index].number(of: item, in: view)) }
    if let place = places[numbers] { return place }
    places[numbers] = groups.count
    groups.append(numbers)
    return groups.count - 1
  }

  /// What the findings of a group say.
  func grain(_ group: Int) -> [Shown] {
    zip(values, groups[group]).map { $0.values[$1] }
  }
}
