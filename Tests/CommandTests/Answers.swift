import Foundation
import TestSupport
import Testing

/// A finding as answers and findings both name it.
struct Answer: Hashable, Comparable, CustomStringConvertible {
  var rule: String
  var caseName: String
  var key: String
  var amount: String

  var description: String { "\(rule) | \(caseName) | \(key) | \(amount)" }

  static func < (a: Answer, b: Answer) -> Bool { a.description < b.description }

  /// What was planted.
  static func planted(_ county: String) throws -> [Answer] {
    try records("\(county)/answers.csv.gz").map(Answer.init)
  }

  /// What was found.
  static func found(_ outputs: String) throws -> [Answer] {
    try records("\(outputs)/restricted/findings.csv.gz")
      .filter { $0["outcome"] == "flagged" }.map(Answer.init)
  }

  private init(_ record: [String: String]) throws {
    rule = try #require(record["rule"])
    caseName = try #require(record["case"])
    key = try #require(record["key"])
    amount = try #require(record["amount"])
  }
}

/// The records of a file, compressed or not, each by heading.
func records(_ path: String) throws -> [[String: String]] {
  let text = try Program.system(["gzip", "-dcf", path])
  try #require(text.code == 0, "\(text.errors)")
  let lines = cells(text.output)
  let headings = try #require(lines.first)
  return try lines.dropFirst().map { line in
    try #require(line.count == headings.count)
    return Dictionary(uniqueKeysWithValues: zip(headings, line))
  }
}

/// The lines of a text of comma-separated values, quoted where need be.
private func cells(_ text: String) -> [[String]] {
  var lines: [[String]] = []
  var line: [String] = []
  var cell = String.UnicodeScalarView()
  var isQuoted = false
  var last: Unicode.Scalar?
  // By scalar: a line end of two characters is one Character.
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"":
      // Within quotes, a quote is written twice.
      if !isQuoted, last == "\"" { cell.append(scalar) }
      isQuoted.toggle()
    case "," where !isQuoted, "\n" where !isQuoted:
      line.append(String(cell))
      cell.removeAll()
      if scalar == "\n" {
        lines.append(line)
        line.removeAll()
      }
    case "\r" where !isQuoted: break
    default: cell.append(scalar)
    }
    last = scalar
  }
  return lines
}
