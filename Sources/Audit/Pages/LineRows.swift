internal import Engine
internal import Findings
internal import Rules
internal import Values
internal import Workbooks

/// Makes the cells of a worklist's lines.
struct LineRows: Sendable {
  /// A column, with what it takes from findings found out.
  private enum Content {
    case fact(LineColumn.Fact)
    case typed([String])
    /// What all findings of a line agree on, by its place in the grain.
    case grain(Int)
    /// What the findings say, by its place among what is asked of them.
    case from(Int)
    case value(String)
    case earliest(Int)
    case latest(Int)
    case stated(NamedPlaces)
  }

  private let columns: [LineColumn]
  private let contents: [Content]
  /// Where findings are asked what they say.
  private let asked: [NamedPlaces]
  private let view: AudienceView

  init(_ columns: [LineColumn], of worklist: WorklistLayout, _ view: AudienceView) {
    self.columns = columns
    self.view = view
    var asked: [NamedPlaces] = []
    func place(of names: [String]) -> Int {
      asked.append(NamedPlaces(names, in: view))
      return asked.count - 1
    }
    contents = columns.map { column in
      switch column.content {
      case .fact(let fact): .fact(fact)
      case .typed(let choices): .typed(choices)
      case .from(let names):
        worklist.grain.firstIndex(of: names).map(Content.grain)
          ?? .from(place(of: names))
      case .value(let measure): .value(measure)
      case .earliest(let names): .earliest(place(of: names))
      case .latest(let names): .latest(place(of: names))
      case .stated(let names): .stated(NamedPlaces(names, in: view))
      }
    }
    self.asked = asked
  }

  /// The column at a place, over these lines.
  func column(_ index: Int, _ lines: [WorklistLine]) -> TableBlock.Column {
    let column = columns[index]
    var style = TableBlock.Column.Style.wrapped
    var choices: [String] = []
    var isTyped = false
    switch contents[index] {
    case .fact(let fact): style = fact.style
    case .typed(let list):
      isTyped = true
      choices = list
    case .value: style = .figures
    case .earliest, .latest, .stated: style = .centred
    case .grain(let place): style = Composer.style(of: lines.lazy.map { $0.grain[place] })
    case .from(let place):
      style = Composer.style(of: lines.lazy.flatMap { $0.said(at: [asked[place]], view)[0] })
    }
    return TableBlock.Column(
      column.heading,
      width: column.width,
      style: style,
      isTyped: isTyped,
      choices: choices
    )
  }

  /// The row of a line, which is the `number`th.
  func cells(_ line: WorklistLine, _ number: Int) -> [Cell] {
    let said = line.said(at: asked, view)
    return contents.map { content in
      switch content {
      case .fact(.line): .number(Decimal(number + 1))
      case .fact(.findings): .number(Decimal(line.items.count))
      case .fact(.important): .number(Decimal(important(line)))
      case .fact(.results): .text(results(of: line))
      case .fact(.numbers): .text(listed(line.items, limit: 4) { view.finding($0).number })
      case .typed: .empty
      case .grain(let place): line.grain[place].cell
      case .from(let place): listed(said[place])
      case .value(let measure): line.value(measure, view).map(Cell.money) ?? .empty
      case .earliest(let place): said[place].first?.cell ?? .empty
      case .latest(let place): said[place].last?.cell ?? .empty
      case .stated(let places):
        .text("\(line.items.count { view.says(at: places, $0) }) of \(line.items.count)")
      }
    }
  }

  /// What the lines come to together.
  func totals(_ lines: [WorklistLine]) -> [Cell] {
    contents.map { content in
      switch content {
      case .fact(.findings): .number(Decimal(lines.reduce(0) { $0 + $1.items.count }))
      case .fact(.important): .number(Decimal(lines.reduce(0) { $0 + important($1) }))
      case .value(let measure): .money(Decimal.sum(lines.compactMap { $0.value(measure, view) }))
      default: .empty
      }
    }
  }

  private func important(_ line: WorklistLine) -> Int {
    line.items.count { view.rules[$0.rule].severity >= .high }
  }

  private func results(of line: WorklistLine) -> String {
    var counts: [String: Int] = [:]
    for item in line.items { counts[view.finding(item).caseName, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
  }

  /// One thing as it is; several in a line.
  private func listed(_ values: [Shown]) -> Cell {
    guard values.count != 1 else { return values[0].cell }
    return values.isEmpty ? .empty : .text(listed(values, limit: 6, \.words))
  }

  private func listed<Item>(_ items: [Item], limit: Int, _ text: (Item) -> String) -> String {
    let texts = items.prefix(limit).map(text).joined(separator: ", ")
    return items.count > limit ? texts + " and \(items.count - limit) more" : texts
  }
}

extension LineColumn.Fact {
  fileprivate var style: TableBlock.Column.Style {
    switch self {
    case .line, .findings, .important: .figures
    case .results: .wrapped
    case .numbers: .text
    }
  }
}
