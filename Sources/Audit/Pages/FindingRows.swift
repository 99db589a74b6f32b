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
  private let rowWords: RowWords

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
    let taken = named
    rowWords = RowWords(view.record.rulebook.catalog.datasets.map(\.schema), words)
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

  /// Adds the row of a finding.
  func add(_ item: AudienceView.Item, to cells: inout CellBuffer) {
    let finding = view.finding(item)
    for index in contents.indices {
      switch contents[index] {
      case .fact(let fact): add(fact, item, finding, to: &cells)
      case .typed: cells.append(.empty)
      case .from(let places): cells.append(view.value(at: places, item).cell)
      }
    }
  }

  private func add(
    _ fact: FindingColumn.Fact,
    _ item: AudienceView.Item,
    _ finding: Finding,
    to cells: inout CellBuffer
  ) {
    let rule = rules[item.rule]
    switch fact {
    case .number: cells.append(writing: finding.addNumber)
    case .importance: cells.append(rule.severity)
    case .found: cells.append(writing: finding.addMessage)
    case .result: cells.append(.text(finding.caseName))
    case .value: cells.append(finding.amount.map(Cell.money) ?? .empty)
    case .counted: cells.append(view.figures.counted(item).map(Cell.money) ?? .empty)
    case .measure: cells.append(finding.amount == nil ? .empty : rule.measure)
    case .confidence: cells.append(rule.confidence)
    case .verdict: cells.append(rule.verdict)
    case .closest: cells.append { finding.addRelated(.nearest, rowWords, to: &$0) }
    case .reliedOn: cells.append { finding.addRelated(.witness, rowWords, to: &$0) }
    case .members: cells.append { finding.addRelated(.member, rowWords, to: &$0) }
    case .law: cells.append(rule.ownLaw[finding.caseName] ?? rule.law)
    case .evidence: cells.append { finding.addEvidence(for: view.audience, to: &$0) }
    case .source:
      cells.append { text in
        if let location = finding.location { text.append(location) }
      }
    case .rule: cells.append(rule.id)
    case .others: cells.append { addOthers(finding, rule, to: &$0) }
    case .accepted: cells.append(.text(finding.acceptance ?? ""))
    }
  }

  private static func cell(_ law: [Law]) -> Cell {
    cell(law.map { "\($0.instrument), \($0.provision)" }.joined(separator: "\n"))
  }

  private static func cell(_ lines: String) -> Cell { lines.isEmpty ? .empty : .text(lines) }

  /// What the rule shows and no column of the sheet does.
  private func addOthers(_ finding: Finding, _ rule: RuleCells, to lines: inout TextBuffer) {
    let start = lines.count
    func add(_ name: String, _ value: Shown) {
      if value == .empty { return }
      lines.beginLine(from: start)
      lines.append(name)
      lines.append(": ")
      lines.append(inLine: value)
    }
    for other in rule.otherColumns { add(other.words, finding.value(.column(other.index))) }
    for other in rule.otherShown { add(other.words, finding.value(.figure(other.index))) }
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
