internal import Engine
internal import Findings
internal import Rules

/// Where the findings of an audience's rules have what goes by some names: in a column, a shown figure or a visible part of the key.
///
/// Pages ask many findings for the same names, and a rule's findings have them all at the same places.
struct NamedPlaces: Sendable {
  /// It holds numbers only, for threads that hand on a name count its references in turn.
  fileprivate enum Place {
    case column(Int)
    case shown(Int)
    /// A part of the key, by the place of its name.
    case key(Int)
  }

  fileprivate let names: [String]
  /// The places in the findings of each rule, in the order in which they are looked at.
  fileprivate let places: [[Place]]

  init(_ names: [String], in view: AudienceView) {
    self.names = names
    places = view.rules.map { rule in
      names.enumerated().flatMap { number, name in
        var places: [Place] = []
        if let index = rule.columns.firstIndex(where: { $0.name == name }) {
          places.append(.column(index))
        }
        if let index = rule.show.firstIndex(where: { $0.name == name }) {
          places.append(.shown(index))
        }
        if view.isVisible(key: name, of: rule) { places.append(.key(number)) }
        return places
      }
    }
  }
}

extension AudienceView {
  /// What the finding says at the first of some places that has anything.
  func value(at places: NamedPlaces, _ item: Item) -> Shown {
    let finding = record.report.findings[item.position]
    // What a finding says may be worked out each time: only what is looked at is asked for.
    for place in places.places[item.rule] {
      switch place {
      case .column(let index):
        let value = finding.column(index)
        if value != .empty { return value }
      case .shown(let index):
        let value = finding.figure(index)
        if value != .empty { return value }
      case .key(let number):
        let name = places.names[number]
        for part in finding.key where part.field == name && !part.value.isEmpty {
          return .text(part.value)
        }
      }
    }
    return .empty
  }
}
