/// The figures as a page of Markdown.
struct Report {
  /// The figures of an expression.
  struct Row {
    let example: Case
    /// To parse, to check, to evaluate.
    let own: [Timing]
    /// The steps of each peer, or why it has none.
    let others: [Result<[Timing], Failure>]

    /// The nanoseconds from the text to the value.
    var whole: Int { own.reduce(0) { $0 + $1.median } }
  }

  let rows: [Row]
  let versions: [String]
  let missing: [String]
  let rounds: Int

  var text: String {
    get throws {
      var lines = [
        "# The speed of the language",
        "",
        "`make bench-feel` wrote this page. \(Machine.description); \(try Machine.compiler()), optimised.",
        "",
        "Nanoseconds for one run of a step: those of the middle one of \(rounds) batches, and in parentheses those of the"
          + " fastest and the slowest. The batches of all steps and implementations took turns.",
        "",
        "| expression | parse | check | evaluate |", "|---|---:|---:|---:|",
      ]
      lines += rows.map { row in
        "| \(row.example.name) | \(row.own.map(\.text).joined(separator: " | ")) |"
      }
      if !versions.isEmpty { lines += comparison }
      for reason in missing { lines += ["", "Not compared: \(reason)."] }
      lines += ["", "The expressions, which all implementations were given alike:", ""]
      lines += rows.map { "- \($0.example.name): `\($0.example.text)`" }
      return lines.joined(separator: "\n")
    }
  }

  private var comparison: [String] {
    var lines = [
      "", "## Beside others", "",
      "Where they give the same value, the nanoseconds that others take, and how many times ours that is. One that"
        + " evaluates while it parses is compared with our three steps together. They are written in Python and reckon in"
        + " binary floating point; ours reckons in 34 decimal digits.",
      "", "| expression | \(versions.joined(separator: " | ")) |",
      "|---|" + versions.map { _ in "---|" }.joined(),
    ]
    for row in rows {
      let cells = row.others.map { cell($0, row) }
      lines.append("| \(row.example.name) | \(cells.joined(separator: " | ")) |")
    }
    return lines
  }

  private func cell(_ other: Result<[Timing], Failure>, _ row: Row) -> String {
    switch other {
    case .failure(let failure): "not compared: \(failure.message)"
    case .success(let steps) where steps.count == 2:
      "parse \(times(steps[0], row.own[0].median)); evaluate \(times(steps[1], row.own[2].median))"
    case .success(let steps): steps.map { times($0, row.whole) }.joined(separator: "; ")
    }
  }

  private func times(_ timing: Timing, _ ours: Int) -> String {
    "\(timing.text), × \(grouped(timing.median / max(1, ours)))"
  }
}
