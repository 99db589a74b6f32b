extension RuleCompiler {
  /// What a rule says of itself, beside what it tests.
  struct Header {
    let id: String
    let previousIDs: [String]
    let title: String
    let status: String
    let severity: Severity
    let verdict: String
    let measure: String
    let confidence: String
    let audience: [String]
    let law: [Law]
    let why: String
    let exclusions: [String]
    let assumptions: [String]
    let falsePositives: [String]
    let covers: [String]
    let yieldsTo: [String]
  }

  /// Reads all but the tests.
  func header(
    _ reader: MappingReader,
    _ source: SourceText
  ) throws(Diagnostic) -> Header {
    let idNode = try reader.required("rule")
    let id = try idNode.text(of: "rule")
    let file = source.name.split(separator: "/").last.map(String.init) ?? source.name
    guard file == "\(id).yaml" else {
      throw idNode.diagnostic("the file of the rule \"\(id)\" must be called \(id).yaml")
    }
    guard
      id.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
    else { throw idNode.diagnostic("a rule's id is a slug: a-z, 0-9 and -") }
    let severity = try reader.required("severity").word(
      of: "severity",
      among: Severity.allCases.map(\.rawValue)
    )
    var audience: [String] = []
    for item in try reader.required("audience").items(of: "audience") {
      audience.append(try item.word(of: "audience", among: audiences))
    }
    return Header(
      id: id,
      previousIDs: try reader.texts("previous_ids"),
      title: try reader.text("title"),
      status: try reader.required("status").word(
        of: "status",
        among: ["experimental", "test", "stable", "deprecated"]
      ),
      severity: Severity(rawValue: severity) ?? .info,
      verdict: try reader.required("verdict").word(
        of: "verdict",
        among: ["check", "data", "advice"]
      ),
      measure: try reader.text("measure"),
      confidence: try reader.required("confidence").word(
        of: "confidence",
        among: ["recorded fact", "likely", "to check"]
      ),
      audience: audience,
      law: try law(reader.required("law")),
      why: try reader.text("why"),
      exclusions: try reader.texts("exclusions"),
      assumptions: try reader.texts("assumptions"),
      falsePositives: try reader.texts("false_positives"),
      covers: try reader.texts("covers"),
      yieldsTo: try reader.texts("yields_to")
    )
  }

  /// Reads provisions.
  func law(_ node: YAMLNode?) throws(Diagnostic) -> [Law] {
    guard let node else { return [] }
    var result: [Law] = []
    for item in try node.items(of: "law") {
      let reader = try MappingReader(
        item,
        as: "a law",
        keys: ["instrument", "provision", "regime", "effect"]
      )
      result.append(
        Law(
          instrument: try reader.text("instrument"),
          provision: try reader.text("provision"),
          regime: try reader.optionalText("regime"),
          effect: try reader.text("effect")
        )
      )
    }
    return result
  }
}
