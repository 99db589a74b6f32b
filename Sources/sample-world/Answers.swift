internal import Values

/// What was planted: the findings that an audit of this world must report, no more and no fewer.
final class Answers {
  private let file: CSVFile
  private(set) var counts: [Finding: Int] = [:]

  /// A rule and the case that names its finding.
  struct Finding: Hashable, Comparable {
    var rule: String
    var outcome: String

    static func < (a: Finding, b: Finding) -> Bool {
      (a.rule, a.outcome) < (b.rule, b.outcome)
    }
  }

  init(path: String) throws(WriteError) {
    file = try CSVFile(path: path, headings: ["rule", "case", "key", "amount"])
  }

  /// Says that the audit must find this.
  func plant(
    _ rule: String,
    _ outcome: String,
    key: [(field: String, value: String)],
    amount: Pence?
  ) throws(WriteError) {
    let text = key.map { "\(escaped($0.field))=\(escaped($0.value))" }.joined(separator: ";")
    counts[Finding(rule: rule, outcome: outcome), default: 0] += 1
    try file.write([rule, outcome, text, amount?.description ?? ""])
  }

  func close() throws(WriteError) { try file.close() }

  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if ";=\\".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
