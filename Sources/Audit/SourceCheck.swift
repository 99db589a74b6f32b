internal import Engine
internal import Extracts
public import Findings
internal import Rules
internal import Tables
internal import Values

/// What became of one source that was read as it is bound, with no rule run.
public struct SourceCheck: Sendable {
  /// The dataset that it fills.
  public var dataset: String
  /// Whether the audit stops where the source is refused.
  public var isRequired: Bool
  /// The field whose money is added up, where there is one.
  public var control: String?
  /// What was read; nil where the source could not be read whole.
  public var record: SourceRecord?
  /// The rows that were refused.
  public var rejected: [RejectedRow] = []
  /// Why a night would refuse the source; nil where it would not.
  public var refusal: String?
}

extension Night {
  /// Reads the sources as a night would; runs no rule and writes nothing.
  ///
  /// A source that a guard refuses, or that has more rejected rows than it may have, is read to its end, so that
  /// all of them are told.
  ///
  /// - Parameters:
  ///   - rules: The rules, for their datasets.
  ///   - dataset: The one source to read; nil for all.
  ///   - progress: Called with what comes next, in a few words.
  /// - Returns: What became of each source, in the order of the file.
  /// - Throws: Where the configuration is wrong, or names no source for that dataset.
  public func checkSources(
    _ rules: RuleSet,
    only dataset: String? = nil,
    progress: (String) -> Void = { _ in }
  ) throws(NightError) -> [SourceCheck] {
    let bound = try BoundSources(self, rules.rulebook)
    let names = bound.all.map(\.dataset)
    if let dataset, !names.contains(dataset) {
      throw .definitions(
        DefinitionErrors([
          configuration.text.diagnostic(
            "no source is named \"\(dataset)\"",
            hint: nearestName(to: dataset, among: names).map { "did you mean \"\($0)\"?" }
              ?? "sources: \(names.joined(separator: ", "))"
          )
        ])
      )
    }
    var ceilings: [String: Ceiling] = [:]
    let wanted = bound.compactMap { source in
      guard dataset == nil || source.dataset == dataset else { return nil }
      var source = source
      ceilings[source.dataset] = source.delivery.binding.maximumRejected
      source.delivery.binding.maximumRejected = .rows(.max)
      source.delivery.withholdsRefusedRows = false
      return source
    }
    var checks: [SourceCheck] = []
    try wanted.read(into: TextPool(), progress: progress) { source, result in
      let schema = source.delivery.binding.schema
      var check = SourceCheck(
        dataset: source.dataset,
        isRequired: source.isRequired,
        control: schema.control.map { schema.fields[$0].name }
      )
      switch result {
      case .failure(let error): check.refusal = error.description
      case .success(let extract):
        check.record = extract.record
        check.rejected = extract.rejected
        let ceiling = ceilings[source.dataset]
        let reasons = [extract.refusal?.description, ceiling?.refusal(of: extract.record)]
          .compactMap(\.self)
        if !reasons.isEmpty { check.refusal = reasons.joined(separator: "; and ") }
      }
      checks.append(check)
    }
    return checks
  }
}

extension Ceiling {
  /// Why more rows are rejected than may be; nil where they are not.
  fileprivate func refusal(of record: SourceRecord) -> String? {
    let rejected = record.rejected.rows
    let read = record.loaded.rows + rejected
    if allows(rejected, of: read) { return nil }
    return "\(rejected) of \(read) rows are rejected, and `rejected_rows` allows \(self) at most"
  }
}
