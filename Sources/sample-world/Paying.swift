internal import Values

/// One line of the payment system.
struct PaymentLine {
  var supplier: String
  var invoice: String
  var kind = "care"
  var type = "INV"
  var placement: String
  var contractRef: String
  var days: Days
  var unit = ""
  var units = ""
  var unitRate = ""
  var net: Pence
  var run: PayCalendar.Period
  var reversalOf = ""

  /// The credit that takes back the whole line with this number.
  func reversal(of id: String) -> PaymentLine {
    var line = self
    line.type = "CRN"
    line.invoice += "-CR"
    line.units = units.isEmpty ? "" : "-" + units
    line.net = -net
    line.reversalOf = id
    return line
  }
}

extension World {
  /// Writes a line, and gives the number by which another line may take it back.
  @discardableResult
  func write(_ line: PaymentLine) throws(WriteError) -> String {
    // What people pay towards their care is no spending of the contract's.
    if line.kind != "contribution" { charge(line.net, to: line.contractRef) }
    let cells = cells(of: line)
    try write(.payments, cells)
    return cells[0]
  }

  /// The cells of a line, with the next number.
  func cells(of line: PaymentLine) -> [String] {
    [
      "PAY\(padded(count(.payments) + 1, to: 8))", line.supplier, line.invoice, line.kind,
      line.type, line.placement, line.contractRef, line.days.first.exported,
      line.days.last.exported, line.unit, line.units, line.unitRate, line.net.exported,
      line.run.runID, calendar.isClosed(line.run) ? line.run.paid.exported : "", line.reversalOf,
      line.kind == "care" ? "4100" : "4200",
    ]
  }

  /// Pays a placement what is due for a period.
  func pay(_ placement: Placement, in period: PayCalendar.Period) throws(WriteError) {
    if billing == .visit, placement.service == .homeCare {
      return try payByVisit(placement, in: period)
    }
    for line in lines(of: placement, in: period) where line.net != .zero { try write(line) }
  }

  /// The lines that pay a placement what is due for a period: one for each price in it.
  func lines(of placement: Placement, in period: PayCalendar.Period) -> [PaymentLine] {
    guard let due = placement.due(in: period.days),
      let run = calendar.dueRun(period, entered: placement.created)
    else { return [] }
    var left = placement.cost(of: due)
    let priced = placement.prices.compactMap { price in
      price.days.intersection(due).map { (price, $0) }
    }
    let supplier = placement.provider.supplier(inPeriod: period.number)
    return priced.enumerated().map { position, part in
      let (price, days) = part
      // The last line takes what is left, so that the lines add up to the penny.
      let net = position == priced.count - 1 ? left : placement.cost(of: days)
      left = left - net
      return PaymentLine(
        supplier: supplier,
        invoice: "\(supplier)/\(period.days.last)",
        placement: placement.id,
        contractRef: placement.contractRef,
        days: days,
        unit: placement.service.unit,
        units: Pence(Pence(Int64(price.halfUnits * 50)), times: days.count, over: 7).description,
        unitRate: price.unitRate.description,
        net: net,
        run: run
      )
    }
  }
}
