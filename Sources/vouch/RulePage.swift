import Rules

/// A rule as a person reads it.
struct RulePage {
  let rule: Rule
  let hash: String

  /// The page.
  var text: String {
    var lines = [
      rule.title, String(repeating: "=", count: rule.title.count), "",
      "id          \(rule.id)",
      "status      \(rule.status)",
      "severity    \(rule.severity.rawValue)",
      "verdict     \(rule.verdict)",
      "measure     \(rule.measure)",
      "confidence  \(rule.confidence)",
      "audience    \(rule.audience.joined(separator: ", "))",
      "hash        \(hash)", "",
      "Why it matters", "  \(rule.why.singleLine)", "", "Law and policy",
    ]
    for law in rule.law {
      lines.append("  \(law.instrument), \(law.provision): \(law.effect.singleLine)")
    }
    lines += ["", "Test results"]
    for item in rule.cases {
      let covers = item.covers.isEmpty ? "" : " (\(item.covers.joined(separator: ", ")))"
      lines.append("  \(item.name)\(covers)")
      for law in item.law {
        lines.append("    \(law.instrument), \(law.provision): \(law.effect.singleLine)")
      }
    }
    for (title, items) in [
      ("It leaves out", rule.exclusions), ("It takes for granted", rule.assumptions),
      ("What may look like it and is not", rule.falsePositives),
    ] where !items.isEmpty {
      lines += ["", title] + items.map { "  - \($0.singleLine)" }
    }
    lines += ["", "Text (\(rule.source.name))", ""]
    lines += ruleLines.map { "  \($0)" }
    return lines.joined(separator: "\n")
  }

  /// The file's lines, from its unit to its examples: what is tested.
  private var ruleLines: [Substring] {
    let all = rule.source.text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = all.firstIndex { $0.hasPrefix("each:") } ?? all.startIndex
    let end = all.firstIndex { $0.hasPrefix("examples:") } ?? all.endIndex
    return Array(all[start..<max(start, end)])
  }
}

extension String {
  /// The text with its line breaks as spaces.
  fileprivate var singleLine: String {
    split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
