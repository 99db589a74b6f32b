internal import Engine
internal import Extracts
public import Rules
internal import Tables
internal import Values

extension Configuration {
  /// Binds the sources to the datasets they fill.
  ///
  /// - Parameters:
  ///   - catalog: The declared datasets.
  ///   - lookedUp: Datasets that lookups rely on; none of their rows may be rejected, unless a source says otherwise.
  /// - Returns: The sources, in the order of the file.
  /// - Throws: All errors, each with its place.
  public func bound(
    to catalog: Catalog,
    lookedUp: Set<String>
  ) throws(DefinitionErrors) -> [BoundSource] {
    var diagnostics = Diagnostics()
    let datasets = catalog.datasets.filter { $0.derivation == nil }
    var bound: [BoundSource] = []
    var key: [UInt8]?
    if datasets.contains(where: { $0.schema.fields.contains { $0.privacy == .pseudonymise } }) {
      key = diagnostics.collect { () throws(Diagnostic) in try pseudonymKeyBytes() } ?? nil
    }
    for source in sources {
      guard let dataset = datasets.first(where: { $0.schema.dataset == source.dataset }) else {
        diagnostics.add(unknown(source, catalog, datasets.map(\.schema.dataset)))
        continue
      }
      for (field, column) in source.columns {
        guard let index = dataset.schema.index(of: field.key), column.place == .absent else {
          continue
        }
        if dataset.schema.fields[index].blank == .refused || dataset.schema.key.contains(index) {
          diagnostics.add(
            field.keyNode.diagnostic("\(source.dataset) cannot do without \(field.key)")
          )
        }
      }
      for (field, _) in source.columns where dataset.schema.index(of: field.key) == nil {
        let near = nearestName(to: field.key, among: dataset.schema.fields.map(\.name))
        diagnostics.add(
          field.keyNode.diagnostic(
            "\(source.dataset) has no field \"\(field.key)\"",
            hint: near.map { "did you mean \"\($0)\"?" }
          )
        )
      }
      for case (.trailer(let trailer), let node) in source.guards
      where trailer.totalCell != nil && dataset.schema.control == nil {
        diagnostics.add(
          node.diagnostic(
            "\(source.dataset) has no control money that a total could be compared with"
          )
        )
      }
      if dataset.extent == nil, source.covers != nil {
        diagnostics.add(
          source.node.diagnostic("\(source.dataset) is not cut by a date, so it covers no period")
        )
      }
      if let extent = dataset.extent, source.covers == nil {
        diagnostics.add(
          source.node.diagnostic(
            "say which days of \(dataset.schema.fields[extent].name) this extract has",
            hint: "covers: { from: yyyy-mm-dd, to: yyyy-mm-dd }"
          )
        )
      }
      bound.append(
        BoundSource(
          delivery: source.delivery(
            dataset.schema,
            key: key,
            isLookedUp: lookedUp.contains(source.dataset)
          ),
          isRequired: source.isRequired,
          covers: source.covers
        )
      )
    }
    try diagnostics.check()
    return bound
  }

  private func unknown(
    _ source: Source,
    _ catalog: Catalog,
    _ names: [String]
  ) -> Diagnostic {
    if catalog.index(of: source.dataset) != nil {
      return source.node.diagnostic("\(source.dataset) is derived from other datasets, not read")
    }
    return source.node.diagnostic(
      "there is no dataset \"\(source.dataset)\"",
      hint: nearestName(to: source.dataset, among: names).map { "did you mean \"\($0)\"?" }
        ?? "datasets: \(names.sorted().joined(separator: ", "))"
    )
  }

  /// The secret for pseudonyms, without the line end that editors and shells leave.
  private func pseudonymKeyBytes() throws(Diagnostic) -> [UInt8]? {
    var bytes: [UInt8]
    switch pseudonymKey {
    case nil: return nil
    case .file(let path, let node):
      do {
        bytes = try Files.read(path)
      } catch {
        throw node.diagnostic("\(error)")
      }
    case .environment(let name, let node):
      guard let value = Files.environment(name) else {
        throw node.diagnostic(
          "the environment variable \(name) is not set",
          hint:
            "make a key once, and keep it secret: head -c 48 /dev/urandom | base64; or name a file with `file:`"
        )
      }
      bytes = Array(value.utf8)
    }
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
    return bytes
  }
}

extension Source {
  fileprivate func delivery(_ schema: Schema, key: [UInt8]?, isLookedUp: Bool) -> Delivery {
    let isMarked = completeness == .doneMarker
    var binding = Extracts.Binding(
      schema: schema,
      files: files.flatMap(Files.matching).filter {
        !isMarked || !$0.hasSuffix(Completeness.marker)
      },
      columns: Dictionary(uniqueKeysWithValues: columns.map { ($0.field.key, $0.column) })
    )
    binding.delimiter = delimiter
    if let longDelimiter { binding.separate(by: longDelimiter) }
    binding.encoding = encoding
    binding.sheets = sheets
    binding.headerLine = headerLine
    binding.dates = dates
    binding.zone = zone
    binding.numbers = numbers
    binding.blanks = blanks
    binding.acceptsMissingCells = acceptsMissingCells
    binding.pseudonymKey = key
    binding.maximumRejected =
      maximumRejected ?? (isLookedUp ? .rows(0) : .share(basisPoints: 100))
    binding.marks.footers = footers
    for case (.trailer(let trailer), _) in guards { binding.marks.trailer = trailer.mark }
    var delivery = Delivery(binding)
    delivery.completeness = completeness
    delivery.guards = guards.map(\.guard)
    let looksForRowsTwice = delivery.guards.contains {
      if case .noRowsTwice = $0 { true } else { false }
    }
    if binding.files.count > 1, !looksForRowsTwice {
      delivery.guards.append(.noRowsTwice(.report))
    }
    return delivery
  }
}
