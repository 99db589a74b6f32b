internal import Values

/// An organisation that gives care, and the supplier numbers that pay it.
struct Provider {
  var id: String
  var name: String
  /// Its own account first, then a factor's where it has one.
  var suppliers: [String]
  /// Where it may take placements, as its memberships say.
  var clusters: [String] = []
  var lots: [String] = []

  /// The supplier that is paid for a period: a factor takes every other one.
  func supplier(inPeriod number: Int) -> String { suppliers[number % suppliers.count] }
}

extension World {
  /// Registers a new provider with its supplier accounts.
  func newProvider(isSmall: Bool = false) throws(WriteError) -> Provider {
    let number = count(.providers)
    let id = "PR\(padded(number, to: 5))"
    var suppliers = ["S\(100_000 + number * 7)"]
    let kind =
      isSmall && number.isMultiple(of: 9)
      ? "individual" : number.isMultiple(of: 5) ? "charity" : "company"
    try write(
      .providers,
      [
        id, Names.provider(number) + (kind == "company" ? " Ltd" : ""), kind,
        number.isMultiple(of: 12) ? "Group \(number / 36 + 1)" : "",
        kind == "company" ? "0\(padded(number * 311, to: 7))" : "",
        number.isMultiple(of: 7) ? "" : "1-\(1_000_000_000 + number * 1_117)",
      ]
    )
    try write(.providerAliases, [suppliers[0], id, "2015-04-01", "", "own account"])
    if number % 8 == 3 {
      suppliers.append("F\(100_000 + number * 7)")
      try write(.providerAliases, [suppliers[1], id, "2020-04-01", "", "factor"])
    }
    if number % 10 == 4 {
      try write(
        .providerAliases,
        ["N\(100_000 + number * 7)", id, "2015-04-01", "2021-03-31", "former name"]
      )
    }
    return Provider(id: id, name: Names.provider(number), suppliers: suppliers)
  }

  /// Puts a provider on a framework for some lots and clusters.
  func join(
    _ provider: inout Provider,
    _ service: Service,
    lots: [String],
    clusters: [String],
    from joined: CalendarDate,
    to left: CalendarDate? = nil,
    admittedBy: String
  ) throws(WriteError) {
    guard let framework = service.framework else { return }
    for lot in lots {
      for cluster in clusters {
        try write(
          .members,
          [
            framework.rawValue, provider.id, lot, cluster, joined.description, text(left),
            admittedBy,
          ]
        )
      }
    }
    provider.lots = lots == ["all lots"] ? service.lots : lots
    provider.clusters = clusters == ["all clusters"] ? Names.clusters : clusters
  }

  /// Puts a new provider on a framework, as providers innocently are.
  func newMember(
    _ service: Service,
    from joined: CalendarDate,
    to left: CalendarDate? = nil,
    admittedBy: String,
    random: inout Random
  ) throws(WriteError) -> Provider {
    var provider = try newProvider()
    let first = random.number(in: 0...Names.clusters.count - 1)
    let some = (0..<3).map { Names.clusters[(first + $0) % Names.clusters.count] }
    try join(
      &provider,
      service,
      lots: random.once(in: 3) ? [random.element(of: service.lots)] : ["all lots"],
      clusters: random.once(in: 4) ? ["all clusters"] : some,
      from: joined,
      to: left,
      admittedBy: admittedBy
    )
    if left == nil { add(member: provider, of: service) }
    return provider
  }
}

/// A number with leading zeros.
func padded(_ number: Int, to length: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, length - digits.utf8.count)) + digits
}
