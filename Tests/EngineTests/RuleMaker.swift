import TestSupport

/// Writes rules by chance, of every shape that the format has, over the abstract datasets.
struct RuleMaker {
  static let shapes = [
    "row", "lookup-one", "lookup-at-most-one", "lookup-pick", "collect", "dated-lookup",
    "anti-join", "group", "pair", "one-per", "window", "disjoint", "covering", "expansion",
    "derived-group", "chain",
  ]

  var conditions: ConditionMaker

  /// The body of a rule and the names that its condition may use.
  private struct Body {
    var lines: [String]
    var names = ConditionMaker.Names()
    var tail: [String] = []

    init(_ lines: String...) { self.lines = lines }
  }

  /// The text of a rule of a shape.
  mutating func rule(_ shape: String) -> String {
    var body = body(shape)
    if Int.random(in: 0..<4, using: &conditions.generator) == 0, let row = Self.rows[shape] {
      var names = ConditionMaker.Names()
      names.add(row.dataset, as: row.name)
      body.lines.append("where: '\(conditions.condition(names, depth: 1))'")
    }
    let near = body.names.lists.map(\.name).filter { $0 != "group" }
    let nearest =
      near.randomElement(using: &conditions.generator).map { ", nearest: \($0)" } ?? ""
    return """
      rule: \(shape)
      title: A rule by chance
      status: test
      severity: low
      verdict: check
      measure: chance
      confidence: to check
      audience: [outer]
      law: []
      why: To see whether both executors agree.
      covers: []
      \(body.lines.joined(separator: "\n"))
      flag:
        if: '\(conditions.condition(body.names, depth: 3))'
        cases:
          - { case: first, if: '\(conditions.condition(body.names, depth: 1))'\(nearest), says: "first: {\(body.names.dates.last ?? "as_at")}" }
          - { case: other, says: "other" }
        amount: '\(conditions.number(body.names, depth: 1))'
        show: { more: '\(body.names.numbers.last ?? "1")' }
      columns: { number: '\(conditions.number(body.names, depth: 1))', word: '\(body.names.texts.last ?? "\"none\"")' }
      \(body.tail.joined(separator: "\n"))
      examples:
        - { flags: first }
        - { flags: other }
        - { passes: nothing }
        - { unassessed: nothing }

      """
  }

  /// The row that a shape's `where` sees.
  private static let rows: [String: (dataset: String, name: String)] = [
    "row": ("parcels", "parcel"), "group": ("entries", "entry"), "pair": ("parcels", "parcel"),
    "lookup-one": ("parcels", "parcel"), "collect": ("accounts", "account"),
    "window": ("entries", "entry"),
  ]

  private mutating func body(_ shape: String) -> Body {
    switch shape {
    case "lookup-one", "lookup-at-most-one", "lookup-pick", "dated-lookup": lookup(shape)
    case "group": group()
    case "pair": pair()
    case "expansion": row("account_day", "account_days")
    case "derived-group": row("region_sum", "region_sums")
    case "row": row("parcel", "parcels")
    case "chain": chain()
    default: collect(shape)
    }
  }

  private func row(_ each: String, _ dataset: String) -> Body {
    var body = Body("each: \(each)")
    body.names.add(dataset, as: each)
    return body
  }

  private mutating func lookup(_ shape: String) -> Body {
    var body = Body("each: parcel", "lookup:")
    body.names.add("parcels", as: "parcel")
    var candidate = body.names
    switch shape {
    case "lookup-one":
      body.lines.append(
        "  found: { in: accounts, match: { account_id: parcel.account_id }, expect: one }"
      )
      body.names.add("accounts", as: "found")
    case "dated-lookup":
      body.lines.append(
        "  found: { in: prices, match: { kind: parcel.kind }, when: parcel.day in price.valid, expect: one }"
      )
      body.names.add("prices", as: "found")
    default:
      candidate.add("accounts", as: "account")
      let pick =
        shape == "lookup-pick"
        ? ", pick: \(Bool.random(using: &conditions.generator) ? "last" : "first") by opened" : ""
      body.lines.append(
        "  found: { in: accounts, when: '\(conditions.condition(candidate, depth: 1))', expect: at most one\(pick) }"
      )
      body.lines.append("let:")
      body.lines.append("  cap: if found != null then found.cap else 0")
      body.names.numbers.append("cap")
      body.names.booleans.append("(found = null)")
    }
    return body
  }

  private mutating func collect(_ shape: String) -> Body {
    var body: Body
    switch shape {
    case "window":
      body = Body(
        "each: entry",
        "collect:",
        "  found: { in: entries, as: other, match: { account_id: entry.account_id }, when: 'other.posted in [entry.posted - duration(\"P30D\") .. entry.posted]', reaches: '[entry.posted - duration(\"P30D\") .. entry.posted]' }"
      )
      body.names.add("entries", as: "entry")
      body.names.lists.append(("found", "entries"))
    case "disjoint", "covering":
      let covering = shape == "covering" ? ", covering: '[parcel.day .. as_at]'" : ""
      body = Body(
        "each: parcel",
        "collect:",
        "  found: { in: prices, match: { kind: parcel.kind }, when: 'days in common(price.valid, [parcel.day .. as_at]) > 0', expect: { disjoint: valid\(covering) } }"
      )
      body.names.add("parcels", as: "parcel")
      body.names.lists.append(("found", "prices"))
    default:
      body = Body("each: account", "collect:")
      body.names.add("accounts", as: "account")
      var candidate = body.names
      candidate.add("parcels", as: "parcel")
      body.lines.append(
        "  found: { in: parcels, match: { account_id: account.account_id }, when: '\(conditions.condition(candidate, depth: 0))' }"
      )
      body.lines.append(
        "  booked: { in: entries, match: { account_id: account.account_id }, reaches: '[account.opened .. as_at]' }"
      )
      body.names.lists += [("found", "parcels"), ("booked", "entries")]
      if shape == "anti-join" { body.names.booleans.append("count(found) = 0") }
      if shape == "one-per" {
        body.tail = [
          "one per: [word]",
          "keep: \(Bool.random(using: &conditions.generator) ? "largest amount" : "first by number")",
        ]
      }
    }
    if let list = conditions.list(body.names) {
      body.lines += ["let:", "  chosen: '\(list.text)'"]
      body.names.lists.append(("chosen", list.dataset))
    }
    return body
  }

  private mutating func group() -> Body {
    var body = Body(
      "each: entry",
      "by: [account_id]",
      "lookup:",
      "  account: { in: accounts, match: { account_id: key.account_id }, expect: at most one }",
      "let:",
      "  known: account != null"
    )
    body.names.texts.append("key.account_id")
    body.names.lists.append(("group", "entries"))
    body.names.booleans.append("known")
    return body
  }

  private mutating func pair() -> Body {
    var names = ConditionMaker.Names()
    names.add("parcels", as: "a")
    names.add("parcels", as: "b")
    var body = Body(
      "each: pair",
      "of: parcels",
      "as: [a, b]",
      "match: [account_id]",
      "when: '\(conditions.condition(names, depth: 1))'"
    )
    body.names = names
    return body
  }

  /// Relations that depend on each other.
  private mutating func chain() -> Body {
    var body = Body(
      "each: parcel",
      "lookup:",
      "  owner_account: { in: accounts, match: { account_id: parcel.account_id }, expect: at most one }",
      "collect:",
      "  booked: { in: entries, match: { account_id: if owner_account != null then owner_account.account_id else \"A\" }, reaches: '[parcel.day .. as_at]' }",
      "  sums: { in: region_sums, when: 'owner_account != null and region_sum.region = owner_account.region' }",
      "let:",
      "  late: 'booked[posted > parcel.day]'",
      "  late_net: total(late.net)"
    )
    body.names.add("parcels", as: "parcel")
    body.names.numbers.append("late_net")
    body.names.lists += [("booked", "entries"), ("late", "entries"), ("sums", "region_sums")]
    return body
  }
}
