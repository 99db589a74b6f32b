internal import Engine
internal import Findings
public import Rules
internal import Tables
public import Values
internal import Workbooks

/// Why a night could not be finished; the previous outputs are as they were.
public enum NightError: Error, CustomStringConvertible {
  /// The configuration or a rule is wrong.
  case definitions(DefinitionErrors)
  /// A required source was refused, all do not fit into memory, or totals do not tie.
  case refused(String)
  /// The outputs could not be written.
  case outputs(String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .definitions(let errors): errors.description
    case .refused(let message), .outputs(let message): message
    }
  }
}

/// One night, start to end: read the sources, run the rules, write and publish the outputs.
public struct Night {
  /// The program's version, as manifests name it.
  public static let version = "0.1.0"

  /// What `audit.yaml` says.
  public var configuration: Configuration
  /// The day that the audit speaks of.
  public var asAt: CalendarDate
  /// The folder that outputs go to.
  public var outputs: String
  /// The time, for files that must be young or settled.
  public var clock = Clock.system
  /// Tells how many bytes of memory are free; nil where that is not known.
  public var availableMemory: @Sendable () -> Int? = MemoryNeed.available

  /// Creates a night.
  ///
  /// - Parameters:
  ///   - configuration: What `audit.yaml` says.
  ///   - asAt: The day to speak of instead of the configuration's.
  ///   - outputs: The folder to write to instead of the configuration's.
  /// - Throws: Where neither says which day it is.
  public init(
    _ configuration: Configuration,
    asAt: CalendarDate? = nil,
    outputs: String? = nil
  ) throws(NightError) {
    guard let day = asAt ?? configuration.asAt else {
      throw .definitions(
        DefinitionErrors([
          configuration.text.diagnostic(
            "no day is given that the audit should speak of",
            hint: "write as_at: 2024-09-29 in it, or say --as-at 2024-09-29"
          )
        ])
      )
    }
    self.configuration = configuration
    self.asAt = day
    self.outputs = outputs ?? configuration.outputs
  }

  /// What a finished night leaves.
  public struct Outcome {
    /// All that the workbooks show.
    public let record: NightRecord
    /// The files published, in order, as paths.
    public let files: [String]
  }

  /// Runs the night and publishes its outputs.
  ///
  /// - Parameter progress: Called with what comes next, in a few words.
  /// - Returns: What the workbooks show, and the files published.
  /// - Throws: `NightError`; then the previous outputs are as they were.
  public func run(progress: (String) -> Void = { _ in }) throws(NightError) -> Outcome {
    let rules: RuleSet
    let layouts: [Layout]
    do throws(DefinitionErrors) {
      rules = try RuleSet.read(configuration)
      layouts = try rules.readLayouts()
    } catch {
      throw .definitions(error)
    }
    let record = try audit(rules, progress: progress)
    let files = try publish(record, layouts, progress: progress)
    return Outcome(record: record, files: files)
  }

  /// Reads the sources and runs the rules; writes nothing.
  ///
  /// - Throws: `NightError` where a required source is refused or totals do not tie.
  public func audit(
    _ rules: RuleSet,
    progress: (String) -> Void = { _ in }
  ) throws(NightError) -> NightRecord {
    let sources = try SourceSet(self, rules.rulebook, progress: progress)
    let plan = Plan(sources.runnable(of: rules.rulebook))
    var report: Report
    do {
      report = try plan.run(inputs(sources), progress: progress)
    } catch {
      throw .refused(error.message)
    }
    for totals in report.totals where !totals.tie {
      throw .refused("the totals of the rule \(totals.rule) do not tie; this is a fault of Vouch")
    }
    var acceptances = Acceptances(sources.tables, pool: sources.pool, asAt: asAt)
    acceptances.mark(&report.findings)
    var record = NightRecord(
      council: configuration.council,
      asAt: asAt,
      run: runNumber(rules, sources.records),
      version: Self.version,
      rulebook: rules.rulebook,
      ruleHashes: rules.hashes,
      report: report,
      sources: sources.records,
      missingSources: sources.missing,
      rejected: sources.rejected,
      unusedAcceptances: acceptances.unused
    )
    if configuration.writesRawRejectedRows { record.rawRejected = sources.rawRejected }
    return record
  }

  private func inputs(_ sources: SourceSet) -> Inputs {
    var inputs = Inputs(
      asAt: asAt,
      pool: sources.pool,
      tables: sources.tables,
      covers: sources.covers
    )
    inputs.freeMemory = availableMemory
    return inputs
  }

  /// Reads the sources, runs the rules, and tells how they were run; writes nothing.
  ///
  /// - Parameters:
  ///   - rulebook: The rules.
  ///   - progress: Called with what comes next, in a few words.
  /// - Returns: The plan of the rules that could run, with what was expected of each step and what it did.
  /// - Throws: `NightError` where a required source is refused.
  public func analyze(
    _ rulebook: Rulebook,
    progress: (String) -> Void = { _ in }
  ) throws(NightError) -> String {
    let sources = try SourceSet(self, rulebook, progress: progress)
    let plan = Plan(sources.runnable(of: rulebook))
    do {
      let report = try plan.run(inputs(sources), isMeasured: true, progress: progress)
      return plan.outline(lastRead: configuration.rowsLastRead, report.analysis)
    } catch {
      throw .refused(error.message)
    }
  }

  /// The number of the run: equal inputs, rules and day have the same.
  private func runNumber(_ rules: RuleSet, _ records: [SourceRecord]) -> String {
    var text = "\(Self.version)\n\(asAt)\n\(Digest.sha256(Array(configuration.text.text.utf8)))\n"
    for rule in rules.rulebook.rules { text += "\(rule.id) \(rules.hashes[rule.id] ?? "")\n" }
    for dataset in rules.rulebook.catalog.datasets {
      text += Digest.sha256(Array(dataset.source.text.utf8))
    }
    for layout in rules.layouts {
      text += "\(layout.name) \(Digest.sha256(Array(layout.text.utf8)))\n"
    }
    for record in records {
      for file in record.files { text += "\(record.dataset) \(file.name) \(file.sha256)\n" }
    }
    return String(Digest.sha256(Array(text.utf8)).prefix(8))
  }

  // MARK: Outputs

  private func publish(
    _ record: NightRecord,
    _ layouts: [Layout],
    progress: (String) -> Void
  ) throws(NightError) -> [String] {
    let figures = FindingFigures(record.report.findings, of: record.rulebook.rules)
    let reconciliation = Reconciliation(record, figures)
    guard reconciliation.ties else {
      throw .refused(
        "what was counted on the way is not what is there in the end; this is a fault of Vouch"
      )
    }
    do {
      var publication = try Publication(in: outputs, run: "\(asAt)-\(record.run)")
      var outputs: [Output] = []
      for layout in layouts {
        let name = "\(layout.audience)/\(layout.audience).xlsx"
        outputs.append(
          Output(name: name, path: try publication.stage(name)) { path in
            let view = AudienceView(record, layout.audience, figures, reconciliation)
            try compose(layout, view).write(to: path)
          }
        )
      }
      var lists: [(name: String, write: @Sendable (String) throws(FileError) -> Void)] = [
        (RecordFile.findings, record.writeFindings),
        (RecordFile.rejected, record.writeRejectedRows),
      ]
      if record.rawRejected != nil {
        lists.append((RecordFile.rawRejected, record.writeRawRejectedRows))
      }
      for list in lists {
        let name = "\(Publication.restrictedFolder)/\(list.name)"
        outputs.append(Output(name: name, path: try publication.stage(name), write: list.write))
      }
      progress("writing workbooks and findings")
      let written = try Output.write(outputs)
      let manifest = "\(Publication.restrictedFolder)/run.json"
      try Files.write(record.manifest(outputs: written), to: publication.stage(manifest))
      progress("publishing")
      try publication.publish()
      return (outputs.map(\.name) + [manifest]).map { "\(self.outputs)/\($0)" }
    } catch {
      throw .outputs("\(error)")
    }
  }
}

extension RuleSet {
  /// Checks the workbooks' layouts.
  ///
  /// - Returns: What is not wrong and may yet be a slip, in sentences.
  /// - Throws: All that is wrong with them.
  public func checkLayouts() throws(DefinitionErrors) -> [String] {
    try readLayouts().flatMap { layout in
      layout.strayNames(in: rulebook).map {
        "the workbook \(layout.audience) names \"\($0)\", which none of its rules has; it is left out"
      }
    }
  }

  /// The workbooks' layouts.
  func readLayouts() throws(DefinitionErrors) -> [Layout] {
    var diagnostics: [Diagnostic] = []
    var result: [Layout] = []
    for source in layouts {
      do {
        result.append(try Layout.read(source))
      } catch {
        diagnostics += error.diagnostics
      }
    }
    if !diagnostics.isEmpty { throw DefinitionErrors(diagnostics) }
    return result
  }
}
