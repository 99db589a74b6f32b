internal import Findings
internal import Workbooks

/// The first thing that a page says: whether the night can be relied on as a whole.
struct Verdict: Hashable, Sendable {
  let text: String
  let tone: Tone

  init(_ record: NightRecord, ties: Bool, words: PageWords) {
    let missing = record.missingSources
    let read = record.sources.count
    let reported = record.reportedChecks.map {
      "; \(words.inLine($0.dataset)) must \($0.check.check): \($0.check.explanation)"
    }.joined()
    if !ties {
      text =
        "TOTALS DO NOT TIE: do not rely on the figures before the sheet of totals is looked into"
      tone = .critical
    } else if missing.isEmpty {
      text = "Complete: \(read) of \(counted(read, "source")) read, totals tie" + reported
      tone = reported.isEmpty ? .good : .medium
    } else {
      let names = missing.map { "\(words.inLine($0.dataset)) not read (\($0.reason))" }
      let rules = Set(missing.flatMap(\.rulesNotTested)).count
      text =
        "PARTIAL: \(names.joined(separator: "; ")), \(counted(rules, "rule")) not tested; "
        + "\(read) of \(counted(read + missing.count, "source")) read, totals tie" + reported
      tone = .high
    }
  }
}

extension Composer {
  /// The verdict on the night.
  var verdict: Verdict { Verdict(record, ties: view.reconciliation.ties, words: words) }
}
