internal import Engine
internal import Extracts
internal import Rules
internal import Tables

/// The sources of a night, bound to their datasets and ready to be read.
struct BoundSources {
  /// The sources, in the order of the file.
  let all: [BoundSource]
  private let night: Night

  /// Binds the sources of a night.
  ///
  /// - Throws: Where a source is bound wrongly.
  init(_ night: Night, _ rulebook: Rulebook) throws(NightError) {
    self.night = night
    do {
      all = try night.configuration.bound(to: rulebook.catalog, lookedUp: rulebook.lookedUp)
    } catch {
      throw .definitions(error)
    }
  }

  private init(_ all: [BoundSource], of night: Night) {
    self.all = all
    self.night = night
  }

  /// Those that satisfy a condition, as they are or changed.
  func compactMap(_ transform: (BoundSource) -> BoundSource?) -> BoundSources {
    BoundSources(all.compactMap(transform), of: night)
  }

  /// Reads one source after the other.
  ///
  /// - Parameters:
  ///   - pool: The night's texts.
  ///   - progress: Called with what comes next, in a few words.
  ///   - take: Called with each source and its rows, or why it was refused.
  /// - Throws: What `take` throws.
  func read(
    into pool: TextPool,
    progress: (String) -> Void,
    take: (BoundSource, Result<Extract, ExtractError>) throws(NightError) -> Void
  ) throws(NightError) {
    let earlier = watch(progress)
    let compared = all.filter { $0.delivery.guards.contains(where: \.comparesNights) }
    let previous = PreviousNights.deliveries(
      of: Set(compared.map(\.dataset)),
      in: night.outputs,
      before: night.asAt
    )
    for (source, earlier) in zip(all, earlier) {
      progress("reading \(source.dataset)")
      var delivery = source.delivery
      delivery.binding.memory = night.availableMemory()
      let result = Result { () throws(ExtractError) in
        try delivery.read(
          into: pool,
          earlier: earlier,
          now: night.clock.now(),
          asAt: night.asAt,
          previous: previous[source.dataset]
        )
      }
      try take(source, result)
    }
  }

  /// Looks at the files of the sources that want to be watched, and waits once for all of them.
  ///
  /// - Returns: For each source what its files were before the wait; nil where nobody wants to know.
  private func watch(_ progress: (String) -> Void) -> [[FileState]?] {
    let waits = all.map { $0.delivery.completeness?.wait }
    let longest = waits.compactMap(\.self).max { $0.seconds < $1.seconds }
    guard let longest else { return waits.map { _ in nil } }
    let states = zip(all, waits).map { source, wait in
      // A file that cannot be looked at is refused when it is read.
      wait.flatMap { _ in try? FileState.all(source.delivery.binding.files) }
    }
    progress("waiting \(longest) for files to be complete")
    night.clock.wait(longest)
    return states
  }
}
