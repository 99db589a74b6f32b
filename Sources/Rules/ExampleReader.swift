internal import Tables
internal import Values

/// Reads the examples of a rule.
struct ExampleReader {
  let datasets: [Dataset]
  let caseNames: [String]

  func read(_ node: YAMLNode) throws(Diagnostic) -> [RuleExample] {
    var examples: [RuleExample] = []
    for item in try node.items(of: "examples") { examples.append(try example(item)) }
    return examples
  }

  private func example(_ node: YAMLNode) throws(Diagnostic) -> RuleExample {
    let reader = try MappingReader(
      node,
      as: "an example",
      keys: [
        "flags", "passes", "unassessed", "out of scope", "given", "rejected", "covers", "amount",
        "key", "says", "as_at",
      ]
    )
    let outcomes = ["flags", "passes", "unassessed", "out of scope"].filter { reader[$0] != nil }
    guard let outcome = outcomes.first, outcomes.count == 1 else {
      throw node.diagnostic("an example says one of flags, passes, unassessed, out of scope")
    }
    let label = try reader.text(outcome)
    var expectation = RuleExample.Expectation.passes
    switch outcome {
    case "flags":
      guard caseNames.contains(label) else {
        throw try reader.required(outcome).diagnostic(
          "the rule has no case \"\(label)\"",
          hint: "its cases: \(caseNames.joined(separator: ", "))"
        )
      }
      expectation = .flags(caseName: label)
    case "unassessed": expectation = .unassessed
    case "out of scope": expectation = .outOfScope
    default: break
    }
    if outcome != "flags" {
      for key in ["amount", "key", "says"] {
        if let node = reader[key] { throw node.diagnostic("\(key) goes with `flags`") }
      }
    }
    return RuleExample(
      expectation: expectation,
      label: label,
      given: try rows(reader["given"], "given"),
      rejected: try rows(reader["rejected"], "rejected"),
      covers: try covers(reader["covers"]),
      amount: try reader.optionalText("amount"),
      key: try reader.optionalText("key"),
      says: try reader.optionalText("says"),
      asAt: try reader.optionalText("as_at"),
      node: node
    )
  }

  private func rows(
    _ node: YAMLNode?,
    _ what: String
  ) throws(Diagnostic) -> [(dataset: String, rows: [RuleExample.GivenRow])] {
    guard let node else { return [] }
    var result: [(dataset: String, rows: [RuleExample.GivenRow])] = []
    for entry in try node.entries(of: what) {
      let dataset = try dataset(entry.keyNode)
      var rows: [RuleExample.GivenRow] = []
      for item in try entry.value.items(of: entry.key) {
        var row: RuleExample.GivenRow = []
        for cell in try item.entries(of: "a row") {
          guard dataset.schema.index(of: cell.key) != nil else {
            throw cell.keyNode.diagnostic(
              "\(dataset.schema.each) has no field \"\(cell.key)\"",
              hint: nearestName(to: cell.key, among: dataset.schema.fields.map(\.name)).map {
                "did you mean \"\($0)\"?"
              }
            )
          }
          row.append((cell.key, cell.value))
        }
        rows.append(row)
      }
      result.append((entry.key, rows))
    }
    return result
  }

  private func covers(
    _ node: YAMLNode?
  ) throws(Diagnostic) -> [(dataset: String, from: String, to: String)] {
    var result: [(dataset: String, from: String, to: String)] = []
    for entry in try node?.entries(of: "covers") ?? [] {
      _ = try dataset(entry.keyNode)
      let words = try entry.value.text(of: "covers").split(separator: " ").map(String.init)
      guard words.count == 3, words[1] == ".." else {
        throw entry.value.diagnostic("write the period as 2024-04-01 .. 2024-09-29")
      }
      result.append((entry.key, words[0], words[2]))
    }
    return result
  }

  private func dataset(_ node: YAMLNode) throws(Diagnostic) -> Dataset {
    let name = try node.text(of: "dataset")
    guard let dataset = datasets.first(where: { $0.schema.dataset == name }) else {
      throw node.diagnostic(
        "there is no dataset \"\(name)\"",
        hint: nearestName(to: name, among: datasets.map(\.schema.dataset)).map {
          "did you mean \"\($0)\"?"
        }
      )
    }
    return dataset
  }
}
