internal import Findings
public import Tables
public import Values

/// A source's files, how they are written, and what they must satisfy.
public struct Delivery: Sendable {
  /// What to read.
  public var binding: Binding
  /// How the files tell that they are complete; nil where they do not.
  public var completeness: Completeness?
  /// What the files must satisfy.
  public var guards: [Guard] = []
  /// Whether the rows of files that a guard refuses are given to nobody; otherwise ``Extract/refusal`` says why.
  public var withholdsRefusedRows = true

  /// Creates a delivery that must satisfy nothing.
  public init(_ binding: Binding) {
    self.binding = binding
  }

  /// Whether something tells of every file that nothing is missing at its end.
  private var isKnownWhole: Bool {
    let hasTrailer = guards.contains { if case .trailer = $0 { true } else { false } }
    return switch completeness {
    case .doneMarker, .listed: true
    case .unchanged, nil: hasTrailer
    }
  }

  /// Reads the files, if they are complete and satisfy every guard.
  ///
  /// - Parameters:
  ///   - pool: The night's texts.
  ///   - earlier: What the files were before the night waited for them; nil where it did not.
  ///   - now: The present moment, in seconds since 1970.
  ///   - asAt: The day that the audit speaks of.
  ///   - previous: What an earlier night read of the source.
  /// - Returns: The rows, with what became of the guards.
  /// - Throws: Where a file is not complete or cannot be read, or a guard refuses it and refused rows are withheld.
  public func read(
    into pool: TextPool,
    earlier: [FileState]?,
    now: Int,
    asAt: CalendarDate,
    previous: PreviousDelivery?
  ) throws(ExtractError) -> Extract {
    let states = try FileState.all(binding.files)
    try completeness?.check(binding.files, states, earlier: earlier)
    let extract = try Extracts.read(binding, into: pool)
    for (index, path) in binding.files.enumerated() where try FileState(of: path) != states[index] {
      throw incomplete(path, "it was changed while it was being read")
    }
    try completeness?.check(binding.files, extract.record.files)
    let facts = DeliveryFacts(
      record: extract.record,
      modified: states.map(\.modified),
      now: now,
      asAt: asAt,
      previous: previous,
      numbers: binding.numbers,
      moneyNumbers: binding.schema.control.map { binding.numbers(of: binding.schema.fields[$0]) }
        ?? binding.numbers,
      alike: extract.alike
    )
    var record = extract.record
    record.checks = guards.map { $0.check(facts) }
    if !isKnownWhole, let check = facts.checkLastLines() { record.checks.append(check) }
    let checked = Extract(
      table: extract.table,
      record: record,
      rejected: extract.rejected,
      alike: extract.alike
    )
    if withholdsRefusedRows, let refusal = checked.refusal { throw refusal }
    return checked
  }
}

extension Extract {
  /// Why a guard refuses the delivery; nil where none does.
  public var refusal: ExtractError? {
    let refused = record.checks.filter { $0.result == .refused }
    if refused.isEmpty { return nil }
    return ExtractError(
      .refused,
      file: record.dataset,
      message: refused.map { "it must \($0.check): \($0.explanation)" }.joined(separator: "; ")
        + "; ask for a fresh delivery, or correct the guard in the configuration where this one is right"
    )
  }
}
