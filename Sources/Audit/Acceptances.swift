internal import Findings
internal import Rules
internal import Tables
internal import Values

/// The register of findings that a council knows of and tolerates: they are shown, marked, not hidden.
struct Acceptances {
  /// The register's name and fields: the one dataset that the program itself reads.
  private static let dataset = "acceptances"

  private struct Entry {
    let id: String
    let rule: String
    let key: String
    let first: CalendarDate?
    let expires: CalendarDate?
    let ceiling: Decimal?
    let reason: String
    var isUsed = false
  }

  private var entries: [Entry] = []
  private let asAt: CalendarDate

  init(_ tables: [String: Table], pool: TextPool, asAt: CalendarDate) {
    self.asAt = asAt
    guard let table = tables[Self.dataset] else { return }
    for row in 0..<table.loadedCount {
      func cell(_ field: String) -> Cell {
        table.schema.index(of: field).map { table.cell(row: row, field: $0) } ?? .blank
      }
      func text(_ field: String) -> String {
        if case .text(let code) = cell(field) { return pool.text(code) }
        return ""
      }
      func date(_ field: String) -> CalendarDate? {
        if case .date(let day) = cell(field) { return day }
        return nil
      }
      var ceiling: Decimal?
      if case .scaled(let pence) = cell("up_to") { ceiling = Decimal(scaled: pence, scale: 2) }
      entries.append(
        Entry(
          id: text("acceptance_id"),
          rule: text("rule"),
          key: text("finding_key"),
          first: date("valid_from"),
          expires: date("expires"),
          ceiling: ceiling,
          reason: text("reason")
        )
      )
    }
  }

  /// Marks the findings that an acceptance in force covers.
  ///
  /// One covers a finding of its rule with its key, or with the columns that it names, up to its ceiling.
  mutating func mark(_ findings: inout [Finding]) {
    let inForce = Dictionary(
      grouping: entries.indices.filter { isInForce(entries[$0]) },
      by: { entries[$0].rule }
    )
    // They come by rule, and there are many of rules that nobody has accepted anything of.
    var (rule, candidates) = ("", [Int]())
    for index in findings.indices {
      if findings[index].rule != rule {
        rule = findings[index].rule
        candidates = inForce[rule] ?? []
      }
      if candidates.isEmpty { continue }
      let finding = findings[index]
      let key = KeyPart.canonical(finding.key)
      let columns = Set(
        finding.columns.map {
          KeyPart.canonical([KeyPart(field: $0.name, value: $0.value.canonical)])
        }
      )
      let position = candidates.first { position in
        let entry = entries[position]
        return isWithin(entry.ceiling, finding.amount) && names(entry, key, columns)
      }
      guard let position else { continue }
      entries[position].isUsed = true
      findings[index].acceptance = "\(entries[position].id): \(entries[position].reason)"
    }
  }

  /// Acceptances that covered nothing, each in a sentence.
  var unused: [NightRecord.UnusedAcceptance] {
    entries.filter { !$0.isUsed }.map { entry in
      let why =
        isInForce(entry)
        ? "no finding matches it any more" : "it is not in force on \(asAt)"
      return .init(id: entry.id, rule: entry.rule, reason: why)
    }
  }

  private func isInForce(_ entry: Entry) -> Bool {
    guard let first = entry.first, let expires = entry.expires else { return false }
    return first <= asAt && asAt <= expires
  }

  private func isWithin(_ ceiling: Decimal?, _ amount: Decimal?) -> Bool {
    guard let ceiling else { return true }
    return amount.map { $0 <= ceiling } ?? false
  }

  /// Whether it names a finding by its key, or by some of its columns, each as a canonical key of its own.
  private func names(_ entry: Entry, _ key: String, _ columns: Set<String>) -> Bool {
    if entry.key == key { return true }
    let wanted = KeyPart.canonicalParts(of: entry.key)
    return !wanted.isEmpty && wanted.allSatisfy(columns.contains)
  }
}
