internal import Extracts
internal import Rules
internal import Values

/// What earlier nights read, from the manifests that they left in the outputs and the archive.
///
/// Only nights that spoke of an earlier day count, so that a night which is run again is compared with what it was
/// compared with at first.
struct PreviousNights {
  /// What each night read, by dataset, the latest first.
  private let nights: [[String: PreviousDelivery]]

  /// How many nights are looked at for a source that not every night could read.
  private static let most = 30

  /// Reads the manifests in a folder of outputs; those that cannot be read are passed over.
  init(in outputs: String, before asAt: CalendarDate) {
    let current = "\(outputs)/\(PreviousNights.manifest)"
    let archive = "\(outputs)/\(PublishedFolder.archive)"
    let archived = ((try? Files.names(in: archive)) ?? []).reversed()
      .filter { name in CalendarDate(iso: String(name.prefix(10))).map { $0 < asAt } ?? false }
      .prefix(PreviousNights.most)
      .map { "\(archive)/\($0)/\(PreviousNights.manifest)" }
    nights = ([current] + archived).compactMap { path in
      guard let night = PreviousNights.read(path), night.asAt < asAt else { return nil }
      return night.sources
    }
  }

  /// What the latest of the nights that read a dataset read of it.
  subscript(dataset: String) -> PreviousDelivery? {
    for night in nights {
      if let delivery = night[dataset] { return delivery }
    }
    return nil
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
