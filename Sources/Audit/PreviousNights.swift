internal import Extracts
internal import Rules
internal import Values

/// What earlier nights read, from the manifests that they left in the outputs and the archive.
///
/// Only nights that spoke of an earlier day count, so that a night which is run again is compared with what it was
/// compared with at first. A manifest that cannot be read is passed over.
enum PreviousNights {
  /// How many nights are looked at for a source that not every night could read.
  private static let most = 30

  /// What the latest night that read each dataset read of it.
  static func deliveries(
    of datasets: Set<String>,
    in outputs: String,
    before asAt: CalendarDate
  ) -> [String: PreviousDelivery] {
    var found: [String: PreviousDelivery] = [:]
    for path in manifests(in: outputs, before: asAt) where found.count < datasets.count {
      guard let night = read(path), night.asAt < asAt else { continue }
      for (dataset, delivery) in night.sources where datasets.contains(dataset) {
        if found[dataset] == nil { found[dataset] = delivery }
      }
    }
    return found
  }

  /// Where the manifests are, the latest first.
  private static func manifests(in outputs: String, before asAt: CalendarDate) -> [String] {
    let archive = "\(outputs)/\(PublishedFolder.archive)"
    let archived = ((try? Files.names(in: archive)) ?? []).reversed()
      .filter { name in CalendarDate(iso: String(name.prefix(10))).map { $0 < asAt } ?? false }
      .prefix(most)
    return ["\(outputs)/\(manifest)"] + archived.map { "\(archive)/\($0)/\(manifest)" }
  }

  private static let manifest = "\(Publication.restrictedFolder)/run.json"

  private static func read(
    _ path: String
  ) -> (asAt: CalendarDate, sources: [String: PreviousDelivery])? {
    guard Files.exists(path) else { return nil }
    do throws(Diagnostic) {
      // JSON is YAML, too.
      let root = try YAMLNode.parse(try SourceText.read(path))
      guard let asAt = CalendarDate(iso: try root.member("as_at").text(of: "as_at")) else {
        return nil
      }
      var sources: [String: PreviousDelivery] = [:]
      for source in try root.member("sources").items(of: "sources") {
        let dataset = try source.member("dataset").text(of: "dataset")
        sources[dataset] = try delivery(source, asAt)
      }
      return (asAt, sources)
    } catch {
      return nil
    }
  }

  private static func delivery(
    _ source: YAMLNode,
    _ asAt: CalendarDate
  ) throws(Diagnostic) -> PreviousDelivery {
    func rows(_ name: String) throws(Diagnostic) -> Int {
      try source.member(name).member("rows").integer(of: "rows")
    }
    var delivery = PreviousDelivery(
      asAt: asAt,
      rows: try rows("loaded") + rows("rejected"),
      digests: [],
      headings: []
    )
    for file in try source.member("files").items(of: "files") {
      delivery.digests.insert(try file.member("sha256").text(of: "sha256"))
      for heading in try file.member("headings").items(of: "headings") {
        let text = try heading.text(of: "a heading")
        if !text.isEmpty { delivery.headings.insert(text) }
      }
    }
    return delivery
  }
}

extension YAMLNode {
  /// A member of an object.
  fileprivate func member(_ name: String) throws(Diagnostic) -> YAMLNode {
    guard let entry = try entries(of: "the manifest").first(where: { $0.key == name }) else {
      throw diagnostic("the manifest has no \(name)")
    }
    return entry.value
  }
}

extension Configuration {
  /// How many rows the latest night read of each source, as far as its manifest is still there.
  public var rowsLastRead: [String: Int] {
    PreviousNights.deliveries(
      of: Set(sources.map(\.dataset)),
      in: outputs,
      before: CalendarDate(dayNumber: Int(Int32.max))
    ).mapValues(\.rows)
  }
}
