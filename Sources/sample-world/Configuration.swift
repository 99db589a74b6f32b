internal import Values

extension World {
  /// Writes `audit.yaml`, which says how each file is read.
  func writeConfiguration() throws(WriteError) {
    var lines = [
      "# An invented county: \(command).",
      "council: County of Example",
      "as_at: \(asAt)",
      "rules: [bundled]",
      "# The key is invented with the county. A real one is secret and stays out of every repository.",
      "pseudonym_key: { file: pseudonym.key }",
      "annual: 52 weeks",
      "outputs: out",
      "sources:",
    ]
    for dataset in Dataset.allCases { lines += source(dataset) }
    try writeText(lines.joined(separator: "\n") + "\n", to: "\(folder)/audit.yaml")
    try writeText(
      "an invented key for invented people, number \(seed)\n",
      to: "\(folder)/pseudonym.key"
    )
  }

  /// The command that writes this world again.
  private var command: String {
    "sample-world --scale \(scale) --weeks \(weeks) --seed \(seed) --as-at \(asAt)"
      + (billing == .visit ? " --lines visit" : "") + (isPlain ? " --plain" : "")
  }

  /// Writes a page that says what the world is and what is planted in it.
  func writeReadme() throws(WriteError) {
    var lines = [
      "# An invented county", "",
      "Written by `\(command)`, and written again to the byte",
      "by the same command. People, providers, places and sums are invented.", "",
      "`audit.yaml` says how the files are read, `extracts/` holds what the systems export every night,",
      "`registers/` what the council keeps by hand. `answers.csv.gz` lists the findings that are planted:",
      "an audit reports these and no others, to the penny. Beside each planted violation stand look-alikes",
      "that are in order, and a few blanks and unreadable rows that leave something unassessed.",
      "",
      "| rule | case | planted |", "|---|---|---:|",
    ]
    for (finding, count) in answers.counts.sorted(by: { $0.key < $1.key }) {
      lines.append("| \(finding.rule) | \(finding.outcome) | \(count) |")
    }
    try writeText(lines.joined(separator: "\n") + "\n", to: "\(folder)/README.md")
  }

  private func source(_ dataset: Dataset) -> [String] {
    var lines = ["  \(dataset.rawValue):", "    files: \(dataset.path(isPlain: isPlain))"]
    let isExported = dataset == .placements || dataset == .payments
    if isExported {
      lines.append("    dates: dd/mm/yyyy")
      lines.append("    numbers: { thousands: ',', currency: '£' }")
      lines.append("    columns:")
      for (field, heading) in zip(dataset.fields, dataset.headings) {
        lines.append("      \(field): \(heading)")
      }
    }
    if dataset == .payments {
      lines.append("    covers: { from: \(broughtForwardTo + 1), to: \(asAt) }")
    }
    if let count = unreadable[dataset] {
      lines.append("    rejected_rows: { at most: \(count) }")
    }
    return lines
  }
}
