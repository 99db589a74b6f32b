internal import Findings

/// Tells which findings agree on what they say at some places, and looks at their words only where they are new.
struct AlikeItems {
  /// The places of the grain, in order, at each of which findings that agree up to there have a number.
  private var places: [Place]

  init(_ grain: [NamedPlaces]) { places = grain.map(Place.init) }

  /// The place of an item's group, counted as they are met.
  mutating func place(of item: AudienceView.Item, in view: AudienceView) -> Int {
    var agreeing = 0
    for index in places.indices {
      agreeing = places[index].number(of: item, agreeing: agreeing, in: view)
    }
    return agreeing
  }

  /// What the findings of a group say.
  func grain(_ group: Int) -> [Shown] {
    var agreeing = group
    var grain: [Shown] = []
    for place in places.reversed() {
      let said = place.said[agreeing]
      grain.append(place.values[said.value])
      agreeing = said.before
    }
    return grain.reversed()
  }
}

/// One place of a grain.
private struct Place {
  /// What findings say up to here: their number at the place before, and that of the value here.
  struct Said: Hashable {
    let before: Int
    let value: Int
  }

  private let names: NamedPlaces
  /// The values, numbered as they are met.
  private(set) var values: [Shown] = []
  private var valueNumbers: [Shown: Int] = [:]
  private var marks: [ValueMark: Int] = [:]
  private(set) var said: [Said] = []
  private var numbers: [Said: Int] = [:]

  init(_ names: NamedPlaces) { self.names = names }

  /// The number here of findings that agree with an item up to here.
  mutating func number(
    of item: AudienceView.Item,
    agreeing before: Int,
    in view: AudienceView
  ) -> Int {
    let own = Said(before: before, value: value(of: item, in: view))
    if let number = numbers[own] { return number }
    said.append(own)
    numbers[own] = said.count - 1
    return said.count - 1
  }

  private mutating func value(of item: AudienceView.Item, in view: AudienceView) -> Int {
    guard let mark = view.mark(at: names, item) else {
      return number(of: view.value(at: names, item))
    }
    if let number = marks[mark] { return number }
    let number = number(of: view.value(at: names, item))
    marks[mark] = number
    return number
  }

  private mutating func number(of value: Shown) -> Int {
    if let number = valueNumbers[value] { return number }
    values.append(value)
    valueNumbers[value] = values.count - 1
    return values.count - 1
  }
}
