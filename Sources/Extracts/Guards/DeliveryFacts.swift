internal import Findings
public import Values

/// What is known of a delivery once it has been read.
struct DeliveryFacts: Sendable {
  /// Its files with their contents, and its rows.
  var record: SourceRecord
  /// When each file was last changed, in seconds since 1970.
  var modified: [Int]
  /// The present moment, in seconds since 1970.
  var now: Int
  /// The day that the audit speaks of.
  var asAt: CalendarDate
  /// What an earlier night read of the source.
  var previous: PreviousDelivery?
  /// How the source writes numbers.
  var numbers = NumberFormat()
  /// How it writes its control money.
  var moneyNumbers = NumberFormat()
  /// Rows without a key that are the same as one of an earlier file, as far as they are read.
  var alike = Tally()
}

/// What an earlier night read of a source.
public struct PreviousDelivery: Hashable, Sendable {
  /// The day that the night spoke of.
  public var asAt: CalendarDate
  /// Rows loaded and rejected.
  public var rows: Int
  /// SHA-256 of the files.
  public var digests: Set<String>
  /// The headings of all files.
  public var headings: Set<String>

  /// Creates a delivery.
  public init(asAt: CalendarDate, rows: Int, digests: Set<String>, headings: Set<String>) {
    self.asAt = asAt
    self.rows = rows
    self.digests = digests
    self.headings = headings
  }
}

/// How a check ended, and why.
typealias Verdict = (result: DeliveryCheck.Result, explanation: String)

extension DeliveryFacts {
  private var rows: Int { record.loaded.rows + record.rejected.rows }

  func checkAge(_ limit: Age) -> Verdict {
    guard let newest = modified.indices.max(by: { modified[$0] < modified[$1] }) else {
      return (.refused, "there is no file")
    }
    let age = now - modified[newest]
    if age <= limit.seconds { return (.passed, "") }
    return (
      .refused, "\(record.files[newest].name) was last changed \(Age.rounded(seconds: age)) ago"
    )
  }

  func checkRows(atLeast least: Int) -> Verdict {
    (rows >= least ? .passed : .refused, counted(rows, "row"))
  }

  func checkRows(ofLastNight basisPoints: Int) -> Verdict {
    guard let previous else { return (.notChecked, DeliveryFacts.nothingBefore) }
    let isEnough = Int128(rows) * 10_000 >= Int128(previous.rows) * Int128(basisPoints)
    return (
      isEnough ? .passed : .refused,
      "\(counted(rows, "row")); there were \(previous.rows) on \(previous.asAt)"
    )
  }

  func checkColumns(_ names: [String]) -> Verdict {
    let missing = record.files.flatMap { file in
      names.filter { !(file.contents?.headings ?? []).contains(Header.plain($0)) }
        .map { "\(file.name) has no column \"\($0)\"" }
    }
    return missing.isEmpty ? (.passed, "") : (.refused, missing.joined(separator: "; "))
  }

  func checkSameColumns(_ strictness: Strictness) -> Verdict {
    guard let previous, !previous.headings.isEmpty else {
      return (.notChecked, DeliveryFacts.nothingBefore)
    }
    let present = Set(record.files.flatMap { $0.contents?.headings ?? [] }).subtracting([""])
    let new = present.subtracting(previous.headings).sorted()
    let gone = previous.headings.subtracting(present).sorted()
    let findings = [("new", new), ("gone", gone)].filter { !$0.1.isEmpty }.map { word, names in
      "\(word) since \(previous.asAt): \(names.map(\.quoted).joined(separator: ", "))"
    }
    if findings.isEmpty { return (.passed, "") }
    return (strictness.result, findings.joined(separator: "; "))
  }

  func checkRowsTwice(_ strictness: Strictness) -> Verdict {
    func rows(_ tally: Tally) -> String {
      counted(tally.rows, "row")
        + (tally.pence == 0 ? "" : " (\(Decimal(coefficient: tally.pence, exponent: -2)) GBP)")
    }
    let twice = record.deliveredTwice
    var parts: [String] = []
    if twice.rows > 0 { parts.append("\(rows(twice)) that an earlier file has, too, left out") }
    if alike.rows > 0 {
      parts.append(
        "\(rows(alike)) that an earlier file has, too, in every column that is read; the dataset has no key, so they "
          + "may be others, and are loaded"
      )
    }
    if parts.isEmpty { return (.passed, "") }
    var explanation = parts.joined(separator: "; ")
    for (index, file) in record.files.enumerated() {
      let first = record.files[..<index].first { $0.sha256 == file.sha256 }
      if let first { explanation += "; \(file.name) is the same file as \(first.name)" }
    }
    return (strictness.result, explanation)
  }

  /// What is to be said of files that end within the line of a row; nil where there are none.
  ///
  /// Some programs never end the last line, so nobody can tell from the file alone.
  func checkLastLines() -> DeliveryCheck? {
    let files = record.files.filter { $0.contents?.endsInRow == true }.map(\.name)
    if files.isEmpty { return nil }
    return DeliveryCheck(
      "end its last line",
      .reported,
      "\(files.joined(separator: ", ")): the last line does not end, so the file may be cut short"
    )
  }

  func checkNewFile(_ strictness: Strictness) -> Verdict {
    guard let previous else { return (.notChecked, DeliveryFacts.nothingBefore) }
    let isNew = record.files.contains { !previous.digests.contains($0.sha256) }
    if isNew { return (.passed, "") }
    return (
      strictness.result,
      "\(record.files.map(\.name).joined(separator: ", ")): the same bytes as on \(previous.asAt)"
    )
  }

  private static let nothingBefore = "no earlier night has read it"
}

/// A count and its noun.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// Hundredths of one per cent as a percentage: "90 %", "0.25 %".
func percent(_ basisPoints: Int) -> String {
  let hundredths = basisPoints % 100
  let fraction =
    hundredths == 0
    ? ""
    : hundredths % 10 == 0
      ? ".\(hundredths / 10)"
      : hundredths < 10
        ? ".0\(hundredths)" : ".\(hundredths)"
  return "\(basisPoints / 100)\(fraction) %"
}
