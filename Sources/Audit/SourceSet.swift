internal import Engine
internal import Extracts
internal import Findings
internal import Rules
internal import Tables

/// What was read of all sources of a configuration.
struct SourceSet {
  let pool = TextPool()
  private(set) var tables: [String: Table] = [:]
  private(set) var covers: [String: Period] = [:]
  private(set) var records: [SourceRecord] = []
  private(set) var missing: [NightRecord.MissingSource] = []
  private(set) var rejected: [RejectedRow] = []

  /// Reads the sources, in the order of the file.
  ///
  /// - Throws: Where a source is bound wrongly, or a required one is refused.
  init(
    _ night: Night,
    _ rulebook: Rulebook,
    progress: (String) -> Void
  ) throws(NightError) {
    let bound: [BoundSource]
    do {
      bound = try night.configuration.bound(to: rulebook.catalog, lookedUp: rulebook.lookedUp)
    } catch {
      throw .definitions(error)
    }
    let earlier = SourceSet.watch(bound, night.clock, progress: progress)
    let previous = PreviousNights(in: night.outputs, before: night.asAt)
    for (source, earlier) in zip(bound, earlier) {
      progress("reading \(source.dataset)")
      do throws(ExtractError) {
        let extract = try source.delivery.read(
          into: pool,
          earlier: earlier,
          now: night.clock.now(),
          asAt: night.asAt,
          previous: previous[source.dataset]
        )
        tables[source.dataset] = extract.table
        records.append(extract.record)
        rejected += extract.rejected
        covers[source.dataset] = source.covers
      } catch {
        guard !source.isRequired else { throw .refused(error.description) }
        missing.append(.init(dataset: source.dataset, reason: error.summary, rulesNotTested: []))
      }
    }
    let given = Set(bound.map(\.dataset))
    for dataset in rulebook.catalog.datasets
    where dataset.derivation == nil && !given.contains(dataset.schema.dataset) {
      missing.append(
        .init(
          dataset: dataset.schema.dataset,
          reason: "audit.yaml names no source for it",
          rulesNotTested: [],
          isDeclared: false
        )
      )
    }
    nameRulesNotTested(of: rulebook)
  }

  /// Looks at the files of the sources that want to be watched, and waits once for all of them.
  ///
  /// - Returns: For each source what its files were before the wait; nil where nobody wants to know.
  private static func watch(
    _ bound: [BoundSource],
    _ clock: Clock,
    progress: (String) -> Void
  ) -> [[FileState]?] {
    let waits = bound.map { $0.delivery.completeness?.wait }
    let longest = waits.compactMap(\.self).max { $0.seconds < $1.seconds }
    guard let longest else { return waits.map { _ in nil } }
    let states = zip(bound, waits).map { source, wait in
      // A file that cannot be looked at is refused when it is read.
      wait.flatMap { _ in try? FileState.all(source.delivery.binding.files) }
    }
    progress("waiting \(longest) for files to be complete")
    clock.wait(longest)
    return states
  }

  /// Rules all of whose datasets were read.
  func runnable(of rulebook: Rulebook) -> [Rule] {
    let untested = Set(missing.flatMap(\.rulesNotTested))
    return rulebook.rules.filter { !untested.contains($0.id) }
  }

  /// Says of each missing source which rules want it; one that no rule wants is not missed.
  private mutating func nameRulesNotTested(of rulebook: Rulebook) {
    let catalog = rulebook.catalog
    for index in missing.indices {
      guard let dataset = catalog.index(of: missing[index].dataset) else { continue }
      missing[index].rulesNotTested = rulebook.rules
        .filter { catalog.datasets(usedBy: $0.body).contains(dataset) }.map(\.id)
    }
    missing.removeAll { $0.rulesNotTested.isEmpty && !$0.isDeclared }
  }
}
