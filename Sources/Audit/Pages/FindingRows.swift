internal import Engine
internal import Findings
internal import Rules
internal import Values
internal import Workbooks

/// Makes the cells of findings.
struct FindingRows: Sendable {
  /// What is the same in all findings of a rule; rows refer to it rather than take it apart.
  private final class RuleCells: Sendable {
    let severity: Cell
    let measure: Cell
    let confidence: Cell
    let verdict: Cell
    let id: Cell
    /// The provisions of the rule.
    let law: Cell
    /// Those of a test result, where it has its own.
    let ownLaw: [String: Cell]
    /// Its columns that have no column of the sheet, each with its words.
    let otherColumns: [(index: Int, words: String)]
    /// Its shown figures that have none.
    let otherShown: [(index: Int, words: String)]

    init(_ rule: Rule, named: Set<String>, words: PageWords) {
      severity = rule.severity.cell
      (measure, confidence) = (.text(rule.measure), .text(rule.confidence))
      (verdict, id) = (.text(rule.verdict), .text(rule.id))
      law = FindingRows.cell(rule.law)
      var ownLaw: [String: Cell] = [:]
      for item in rule.cases where !item.law.isEmpty {
        ownLaw[item.name] = FindingRows.cell(item.law)
      }
      self.ownLaw = ownLaw
      let others = [rule.columns, rule.show].map { expressions in
        expressions.enumerated().filter { !named.contains($1.name) }
          .map { ($0, words.inLine($1.name)) }
      }
      (otherColumns, otherShown) = (others[0], others[1])
    }
  }

  /// A column, with what it takes from findings found out.
  private enum Content {
    case fact(FindingColumn.Fact)
    case typed
    case from(NamedPlaces)
  }

  private let view: AudienceView
  private let words: PageWords
  private let columns: [FindingColumn]
  private let contents: [Content]
  private let rules: [RuleCells]
  /// Whether some column shows what findings rest on.
  private let showsGrounds: Bool
  private let lines: RowLines

  init(_ columns: [FindingColumn], view: AudienceView, words: PageWords) {
    self.columns = columns
    self.view = view
    self.words = words
    var named: Set<String> = []
    var contents: [Content] = []
    for column in columns {
      switch column.content {
      case .fact(let fact): contents.append(.fact(fact))
      case .typed: contents.append(.typed)
      case .from(let names):
        named.formUnion(names)
        contents.append(.from(NamedPlaces(names, in: view)))
      }
    }
    self.contents = contents
    showsGrounds = contents.contains {
      if case .fact(let fact) = $0 { fact.isGround } else { false }
    }
    let taken = named
    lines = RowLines(view.record.rulebook.catalog.datasets.map(\.schema), words)
    rules = view.rules.map { RuleCells($0, named: taken, words: words) }
  }

  /// The column at a place, over these findings.
  func column(_ index: Int, _ items: [AudienceView.Item]) -> TableBlock.Column {
    let column = columns[index]
    var style = TableBlock.Column.Style.wrapped
    var choices: [String] = []
    switch contents[index] {
    case .fact(let fact): style = fact.style
    case .typed: if case .typed(let list) = column.content { choices = list }
    case .from(let places):
      style = Composer.style(of: items.lazy.map { view.value(at: places, $0) })
    }
    return TableBlock.Column(
      column.heading,
      width: column.width,
      style: style,
      isTyped: column.isTyped,
      choices: choices
    )
  }

  /// The row of a finding.
  func cells(_ item: AudienceView.Item) -> [Cell] {
    let rule = rules[item.rule]
    let finding = view.finding(item)
    let grounds = showsGrounds ? finding.grounds : nil
    return contents.map { content in
      switch content {
      case .fact(let fact): cell(fact, item, rule, finding, grounds)
      case .typed: .empty
      case .from(let places): view.value(at: places, item).cell
      }
    }
  }

  private func cell(
    _ fact: FindingColumn.Fact,
    _ item: AudienceView.Item,
    _ rule: RuleCells,
    _ finding: Finding,
    _ grounds: Grounds?
  ) -> Cell {
    switch fact {
    case .number: return .text(finding.number)
    case .importance: return rule.severity
    case .found: return .text(finding.message)
    case .result: return .text(finding.caseName)
    case .value: return finding.amount.map(Cell.money) ?? .empty
    case .counted: return item.counted.map(Cell.money) ?? .empty
    case .measure: return finding.amount == nil ? .text("") : rule.measure
    case .confidence: return rule.confidence
    case .verdict: return rule.verdict
    case .closest: return related(.nearest, grounds, of: item.rule)
    case .reliedOn: return related(.witness, grounds, of: item.rule)
    case .members: return related(.member, grounds, of: item.rule)
    case .law: return rule.ownLaw[finding.caseName] ?? rule.law
    case .evidence: return evidence(grounds)
    case .source: return .text(finding.location?.words ?? "")
    case .rule: return rule.id
    case .others: return others(finding, rule)
    case .accepted: return .text(finding.acceptance ?? "")
    }
  }

  private static func cell(_ law: [Law]) -> Cell {
    cell(law.map { "\($0.instrument), \($0.provision)" }.joined(separator: "\n"))
  }

  private static func cell(_ lines: String) -> Cell { lines.isEmpty ? .empty : .text(lines) }

  // Lines are put together in one text, for most of the texts of a long sheet are these.

  private func related(_ part: RelatedRow.Part, _ grounds: Grounds?, of rule: Int) -> Cell {
    var text = ""
    for row in grounds?.related ?? [] where row.part == part {
      if text.isEmpty { text.reserveCapacity(240) } else { text += "\n" }
      text += lines.line(of: row, for: rule)
    }
    return FindingRows.cell(text)
  }

  /// The values read that the audience may see.
  private func evidence(_ grounds: Grounds?) -> Cell {
    var lines = ""
    // Most of what is read is of one row, whose place is put into words once.
    var (place, words) = (Location?.none, "")
    for item in grounds?.evidence ?? [] where item.audiences?.contains(view.audience) ?? true {
      if lines.isEmpty { lines.reserveCapacity(240) } else { lines += "\n" }
      lines += item.term
      lines += ": "
      lines += item.value.words
      guard let location = item.location else { continue }
      if location != place {
        (place, words) = (location, "")
        location.add(to: &words)
      }
      lines += words
    }
    return FindingRows.cell(lines)
  }

  /// What the rule shows and no column of the sheet does.
  private func others(_ finding: Finding, _ rule: RuleCells) -> Cell {
    var lines = ""
    func add(_ name: String, _ value: Shown) {
      if value == .empty { return }
      if !lines.isEmpty { lines += "\n" }
      lines += name
      lines += ": "
      lines += value.words
    }
    for other in rule.otherColumns { add(other.words, finding.column(other.index)) }
    for other in rule.otherShown { add(other.words, finding.figure(other.index)) }
    return FindingRows.cell(lines)
  }
}

extension Finding {
  /// The finding's number on the page: the head of its fingerprint, in groups that can be read out.
  var number: String {
    String(writing: addNumber)
  }

  /// Adds the finding's number on the page.
  func addNumber(to text: inout TextBuffer) {
    let fingerprint = fingerprint
    for place in 0..<12 {
      if place > 0, place.isMultiple(of: 4) { text.append(ascii: UInt8(ascii: "-")) }
      text.append(ascii: fingerprint.digit(place))
    }
  }
}

extension FindingColumn {
  fileprivate var isTyped: Bool { if case .typed = content { true } else { false } }
}

extension FindingColumn.Fact {
  /// Whether it is of what a finding rests on.
  fileprivate var isGround: Bool {
    switch self {
    case .closest, .reliedOn, .members, .evidence: true
    default: false
    }
  }

  fileprivate var style: TableBlock.Column.Style {
    switch self {
    case .importance, .confidence, .verdict: .centred
    case .value, .counted: .figures
    case .number: .text
    case .closest, .reliedOn, .members, .evidence, .others, .law: .clipped
    default: .wrapped
    }
  }
}
