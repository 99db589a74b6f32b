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
  private(set) var rawRejected: [RawRow] = []

  /// Reads the sources, in the order of the file.
  ///
  /// - Throws: Where a source is bound wrongly, or a required one is refused, or all do not fit into memory.
  init(
    _ night: Night,
    _ rulebook: Rulebook,
    progress: (String) -> Void
  ) throws(NightError) {
    let bound = try BoundSources(night, rulebook)
    let text = MemoryNeed.text(in: bound.all.flatMap(\.delivery.binding.files))
    if let free = night.availableMemory(),
      let reason = MemoryNeed.refusal(text: text, available: free)
    {
      throw .refused(reason)
    }
    try bound.read(into: pool, progress: progress) { source, result throws(NightError) in
      switch result {
      case .success(let extract):
        if night.configuration.writesRawRejectedRows {
          do throws(ExtractError) {
            rawRejected += try source.delivery.rawRows(of: extract)
          } catch {
            throw .refused(error.description)
          }
        }
        tables[source.dataset] = extract.table
        records.append(extract.record)
        rejected += extract.rejected
        covers[source.dataset] = source.covers
      case .failure(let error):
        guard !source.isRequired else { throw .refused(error.description) }
        missing.append(.init(dataset: source.dataset, reason: error.summary, rulesNotTested: []))
      }
    }
    let given = Set(bound.all.map(\.dataset))
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

  /// The rules all of whose datasets were read.
  func runnable(of rulebook: Rulebook) -> Rulebook {
    let untested = Set(missing.flatMap(\.rulesNotTested))
    return Rulebook(
      catalog: rulebook.catalog,
      rules: rulebook.rules.filter { !untested.contains($0.id) }
    )
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
