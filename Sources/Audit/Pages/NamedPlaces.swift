internal import Engine
internal import Findings
internal import Rules

/// Where the findings of an audience's rules have what goes by some names: in a column, a shown figure or a visible part of the key.
///
/// Pages ask many findings for the same names, and a rule's findings have them all at the same places.
struct NamedPlaces: Sendable {
  /// The places in the findings of each rule, in the order in which they are looked at.
  fileprivate let places: [[FindingPart]]

  init(_ names: [String], in view: AudienceView) {
    places = view.rules.map { rule in
      names.flatMap { name in
        var places: [FindingPart] = []
        if let index = rule.columns.firstIndex(where: { $0.name == name }) {
          places.append(.column(index))
        }
        if let index = rule.show.firstIndex(where: { $0.name == name }) {
          places.append(.figure(index))
        }
        if view.isVisible(key: name, of: rule) { places.append(.key(name)) }
        return places
      }
    }
  }
}

extension AudienceView {
  /// What the finding says at the first of some places that has anything.
  func value(at places: NamedPlaces, _ item: Item) -> Shown {
    // What a finding says may be worked out each time: only what is looked at is asked for.
    for part in places.places[item.rule] {
      let value = record.report.findings[item.position].value(part)
      if value != .empty { return value }
    }
    return .empty
  }

  /// Whether the finding says anything there.
  func says(at places: NamedPlaces, _ item: Item) -> Bool {
    mark(at: places, item).map { $0 != .empty } ?? (value(at: places, item) != .empty)
  }

  /// The mark of what the finding says there; nil where it must be compared itself.
  func mark(at places: NamedPlaces, _ item: Item) -> ValueMark? {
    for part in places.places[item.rule] {
      let mark = record.report.findings[item.position].mark(part)
      if mark != .empty { return mark }
    }
    return .empty
  }
}
