import Engine
import Rules
import Tables
import TestSupport
import Testing
import Values

/// Unknown is not false, for every rule of this checkout and every cell and row of its examples.
@Suite struct PromiseTests {
  static func rules() throws -> [String] { try BundledRules.read().rules.map(\.id) }

  @Test(arguments: try rules())
  func `a blank in any field of any row hides no finding and makes none`(rule: String) throws {
    var promise = try Promise(rule, in: BundledRules.read())
    for (label, base) in try promise.examples() {
      for dataset in promise.catalog.datasets {
        let name = dataset.schema.dataset
        for row in (base.rows[name] ?? []).indices {
          for (index, field) in dataset.schema.fields.enumerated() {
            var unknown = base
            unknown.rows[name]?[row].cells[index] = .unknown
            var values = Set(promise.maker.knownValues(field))
            if let old = base.rows[name]?[row].cells[index], old != .unknown { values.insert(old) }
            if case .answer = field.blank { values.insert(.blank) }
            let known = values.map { value in
              var known = base
              known.rows[name]?[row].cells[index] = value
              return (Promise.text(value, base.pool), known)
            }
            promise.check(
              unknown,
              at: .init(dataset: name, row: row),
              isJudged: true,
              against: known,
              "\(label): \(field.name) of \(name) \(row + 1) unknown"
            )
          }
        }
      }
    }
    #expect(promise.weight >= 100)
  }

  @Test(arguments: try rules())
  func `a rejected row hides no finding and makes none`(rule: String) throws {
    var promise = try Promise(rule, in: BundledRules.read())
    for (label, base) in try promise.examples() {
      for dataset in promise.catalog.datasets {
        let name = dataset.schema.dataset
        for row in (base.rows[name] ?? []).indices {
          var absent = base
          absent.rows[name]?[row].isAbsent = true
          for unreadable in [
            [], dataset.schema.fields.indices.filter { !dataset.schema.key.contains($0) },
            Array(dataset.schema.fields.indices),
          ] {
            var unknown = base
            unknown.rows[name]?[row].isRejected = true
            for field in unreadable { unknown.rows[name]?[row].cells[field] = .unknown }
            promise.check(
              unknown,
              at: .init(dataset: name, row: row),
              isJudged: false,
              against: [("if it is read", base), ("if it is not there", absent)],
              "\(label): \(name) \(row + 1) rejected with \(unreadable.count) cells unreadable"
            )
          }
        }
      }
    }
    #expect(promise.weight >= 10)
  }

  @Test(arguments: try rules())
  func `a row outside the period of the extract hides no finding and makes none`(
    rule: String
  ) throws {
    var promise = try Promise(rule, in: BundledRules.read())
    for (label, base) in try promise.examples() {
      for dataset in promise.catalog.datasets {
        guard let extent = dataset.extent else { continue }
        let name = dataset.schema.dataset
        for (row, cells) in (base.rows[name] ?? []).map(\.cells).enumerated() {
          guard case .date(let day) = cells[extent], let before = day.adding(days: -1),
            let after = day.adding(days: 1), let first = day.adding(days: -9_999),
            let last = day.adding(days: 9_999)
          else { continue }
          var absent = base
          absent.rows[name]?[row].isAbsent = true
          for period in [Period(first: first, last: before), Period(first: after, last: last)] {
            var unknown = absent
            unknown.covers[name] = period
            // An extract holds only rows of the days that it covers.
            guard holdsOnlyCoveredRows(unknown, dataset) else { continue }
            promise.check(
              unknown,
              at: .init(dataset: name, row: row),
              isJudged: false,
              populationShrinks: true,
              against: [("if it is there", base), ("if it is not there", absent)],
              "\(label): \(name) \(row + 1) on \(day), and \(period.first) to \(period.last) covered"
            )
          }
        }
      }
    }
  }

  @Test func `a blank anywhere in random tables hides no finding and makes none`() throws {
    let rulebook = try BundledRules.read()
    var promises = try rulebook.rules.map { try Promise($0.id, in: rulebook) }
    for seed in Soak.seeds(short: 600, long: 50_000) {
      var generator = SeededGenerator(seed: seed)
      let index = Int.random(in: promises.indices, using: &generator)
      let base = promises[index].maker.scenario(&generator)
      for _ in 0..<4 { promises[index].check(base, &generator, "seed \(seed)") }
    }
    for (rule, promise) in zip(rulebook.rules, promises) {
      #expect(promise.weight >= 20, "\(rule.id)")
    }
  }

  private func holdsOnlyCoveredRows(_ scenario: Scenario, _ dataset: Dataset) -> Bool {
    guard let extent = dataset.extent, let period = scenario.covers[dataset.schema.dataset] else {
      return true
    }
    return (scenario.rows[dataset.schema.dataset] ?? []).allSatisfy { row in
      guard !row.isAbsent, case .date(let day) = row.cells[extent] else { return true }
      return period.first <= day && day <= period.last
    }
  }
}
