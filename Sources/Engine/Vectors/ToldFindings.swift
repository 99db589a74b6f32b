internal import Feel
internal import Findings
internal import Rules
internal import Tables
internal import Values

/// The findings of many units that a rule flags by one case: what they say was worked out together, and is kept as vectors until
/// somebody asks.
final class ToldFindings: FindingSource {
  /// The case.
  let number: Int
  /// The rows of each unit.
  let rows: RowLists
  private let says: [Vector?]
  private let amount: Vector?
  private let columns: [Vector]
  private let show: [Vector]
  private let toldGrounds: ToldGrounds
  /// Of each unit, whether all that its finding says is known here.
  let isWhole: [Bool]
  private let maker: FindingMaker

  init(
    _ maker: FindingMaker,
    case number: Int,
    _ lanes: Lanes,
    _ rows: RowLists,
    _ vectors: VectorEvaluator
  ) {
    let rule = maker.plan
    self.number = number
    self.rows = rows
    says = rule.cases[number].says.map { segment in
      guard case .value(let term, _) = segment else { return nil }
      return vectors.evaluate(term, lanes)
    }
    amount = rule.amount.map { vectors.evaluate($0, lanes) }
    columns = rule.columns.map { vectors.evaluate($0.term, lanes) }
    show = rule.show.map { vectors.evaluate($0.term, lanes) }
    toldGrounds = ToldGrounds(maker, case: number, lanes, vectors)
    var isWhole = toldGrounds.isTold
    for vector in says { vector?.clearUntold(&isWhole, maker.world) }
    amount?.clearUntold(&isWhole, maker.world)
    for vector in columns + show { vector.clearUntold(&isWhole, maker.world) }
    self.isWhole = isWhole
    self.maker = maker
  }

  private var world: World { maker.world }

  /// A term of a finding, by its place in the rule.
  enum Place {
    case says(Int)
    case amount
    case column(Int)
    case show(Int)
  }

  private func vector(_ place: Place) -> Vector? {
    switch place {
    case .says(let index): says[index]
    case .amount: amount
    case .column(let index): columns[index]
    case .show(let index): show[index]
    }
  }

  /// What a term is worth for a unit; nil where its evaluator must find out.
  func datum(_ place: Place, lane: Int) -> Datum? { vector(place)?.toldDatum(lane, world) }

  /// What a unit's finding rests on; nil where its evaluator must find out.
  func grounds(of unit: Unit, lane: Int) -> StatedGrounds? {
    guard toldGrounds.isTold[lane] else { return nil }
    let (grounds, rows) = (toldGrounds, unit.rows)
    return .onRequest { grounds.grounds(lane, rows: rows) }
  }

  /// The finding of a unit of which all is known here.
  func finding(lane: Int) -> Finding {
    Finding(
      self,
      place: lane,
      amount: amount.flatMap { FindingMaker.pounds($0.datum(lane, world)) }
    )
  }

  // MARK: What findings say

  var rule: String { maker.plan.rule.id }
  var caseName: String { maker.plan.rule.cases[number].name }
  func key(at place: Int) -> [KeyPart] { maker.key(rows.rows(of: place)) }
  func location(at place: Int) -> Location? { world.location(rows.first(of: place)) }
  func sources(at place: Int) -> [SourceKey] { maker.sources(rows[place]) }
  func grounds(at place: Int) -> Grounds { toldGrounds.grounds(place, rows: rows[place]) }

  func addEvidence(at place: Int, for audience: String, to lines: inout TextBuffer) {
    toldGrounds.addEvidence(place, for: audience, to: &lines)
  }

  func addRelated(
    _ part: RelatedRow.Part,
    at place: Int,
    _ words: RowWords,
    to lines: inout TextBuffer
  ) {
    let start = lines.count
    toldGrounds.eachRow(part, place, rows.rows(of: place)) { row in
      lines.beginLine(from: start)
      maker.addLine(on: row, words, to: &lines)
    }
  }

  func addKey(at place: Int, to text: inout TextBuffer) {
    maker.addKey(rows.rows(of: place), to: &text)
  }

  func addMessage(at place: Int, to text: inout TextBuffer) {
    maker.addMessage(of: number, to: &text) { _, index, isMoney, text in
      if let fact = says[index]?.fact(place) {
        text.append(inSentence: fact, isMoney: isMoney, world.pool)
      } else {
        Naming.add(known(.says(index), place), isMoney: isMoney, to: &text)
      }
    }
  }

  func columns(at place: Int) -> [NamedValue] {
    maker.plan.columns.enumerated().map {
      NamedValue(name: $1.name, value: value(.column($0), at: place))
    }
  }

  func shown(at place: Int) -> [NamedValue] {
    maker.plan.show.enumerated().map {
      NamedValue(name: $1.name, value: value(.figure($0), at: place))
    }
  }

  func value(_ part: FindingPart, at place: Int) -> Shown {
    if let (fact, isMoney) = fact(part, place) {
      return Shown(fact, isMoney: isMoney, world.pool)
    }
    return switch part {
    case .column(let index):
      Naming.shown(known(.column(index), place), isMoney: maker.plan.columns[index].isMoney)
    case .figure(let index):
      Naming.shown(known(.show(index), place), isMoney: maker.plan.show[index].isMoney)
    case .key(let name): maker.key(rows.rows(of: place)).value(of: name)
    }
  }

  func mark(_ part: FindingPart, at place: Int) -> ValueMark? {
    fact(part, place).map { ValueMark($0.fact, isMoney: $0.isMoney) }
  }

  /// One of the values, and whether it is money; nil where it is not kept as a fact.
  private func fact(_ part: FindingPart, _ place: Int) -> (fact: Fact, isMoney: Bool)? {
    switch part {
    case .column(let index):
      columns[index].fact(place).map { ($0, maker.plan.columns[index].isMoney) }
    case .figure(let index):
      show[index].fact(place).map { ($0, maker.plan.show[index].isMoney) }
    case .key(let name): maker.keyText(of: name, rows.rows(of: place)).map { ($0, false) }
    }
  }

  private func known(_ place: Place, _ lane: Int) -> Datum {
    guard let vector = vector(place) else { preconditionFailure("the rule has no such term") }
    return vector.datum(lane, world)
  }
}

extension Vector {
  /// What a lane is worth where that is told to the last: nil for what is unknown, or is so in part, for it has no reasons here.
  func toldDatum(_ lane: Int, _ world: World) -> Datum? {
    isTold(lane, world) ? datum(lane, world) : nil
  }

  /// Notes of which lanes something is not told.
  func clearUntold(_ isTold: inout [Bool], _ world: World) {
    switch content {
    case .none, .numbers, .decimals, .days, .texts, .flags, .rows:
      guard let states else { return }
      for lane in isTold.indices where states[lane] == .unknown { isTold[lane] = false }
    case .lists, .ranges, .data:
      for lane in isTold.indices where isTold[lane] { isTold[lane] = self.isTold(lane, world) }
    }
  }

  /// Whether a lane's worth is told to the last.
  func isTold(_ lane: Int, _ world: World) -> Bool {
    switch state(lane) {
    case .unknown: return false
    case .blank: return true
    case .known: break
    }
    switch content {
    case .none, .numbers, .decimals, .days, .texts, .flags, .rows: return true
    case .lists(let lists):
      return lists.open?[lane] != Vector.untold
        && !lists.range(lane).contains {
          lists.doubts?[$0] ?? false || lists.items.state($0) == .unknown
        }
    case .ranges, .data:
      switch datum(lane, world) {
      case .counted, .partialRange: return false
      default: return true
      }
    }
  }
}

extension VectorEvaluator {
  /// Units that are surely flagged, by the case that speaks of them; those whose case cannot be told here are left out.
  func cases(of rule: RulePlan, _ lanes: Lanes) -> [(number: Int, places: [Int32])] {
    var result: [(number: Int, places: [Int32])] = []
    var left = Array(0..<Int32(lanes.count))
    for (number, item) in rule.cases.enumerated() where !left.isEmpty {
      let some = Lanes(selecting: left, of: lanes)
      var speaks = left
      if let condition = item.condition {
        let truths = truths(condition, some)
        speaks = truths.places { $0 == .yes }.map { left[Int($0)] }
        left = truths.places { $0 == .no }.map { left[Int($0)] }
      } else {
        left = []
      }
      // A finding must be able to name whom it speaks of.
      for slot in item.named where !speaks.isEmpty {
        let vector = self.slot(slot, Lanes(selecting: speaks, of: lanes))
        speaks = speaks.indices.filter { vector.state($0) != .unknown }.map { speaks[$0] }
      }
      if !speaks.isEmpty { result.append((number, speaks)) }
    }
    return result
  }
}
