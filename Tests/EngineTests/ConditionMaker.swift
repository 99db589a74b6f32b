import TestSupport

/// Writes FEEL by chance, well typed, over the names that are in scope.
struct ConditionMaker {
  /// Names by the type of what they stand for.
  struct Names {
    var numbers: [String] = []
    var texts: [String] = []
    var dates: [String] = ["as_at"]
    /// Dates that may be a blank answer.
    var openDates: [String] = []
    var ranges: [String] = []
    var booleans: [String] = []
    /// Lists of rows, with the dataset whose rows they are.
    var lists: [(name: String, dataset: String)] = []

    /// The fields of a row of an abstract dataset; without a prefix, as a filter sees them.
    mutating func add(_ dataset: String, as row: String) {
      let prefix = row.isEmpty ? "" : "\(row)."
      func names(_ fields: String...) -> [String] { fields.map { prefix + $0 } }
      switch dataset {
      case "parcels":
        numbers += names("amount", "rate", "doubled")
        texts += names("account_id", "kind")
        dates += names("day")
        openDates += names("ended")
        ranges += names("span")
        booleans += names("checked")
      case "accounts":
        numbers += names("cap")
        texts += names("account_id", "region")
        dates += names("opened")
        openDates += names("closed")
        ranges += names("open_days")
      case "prices":
        numbers += names("price")
        texts += names("kind")
        dates += names("valid_from")
        openDates += names("valid_to")
        ranges += names("valid")
      case "entries":
        numbers += names("net")
        texts += names("account_id")
        dates += names("posted")
      case "account_days":
        numbers += names("net")
        texts += names("region", "account_id")
      default:
        numbers += names("net", "lines")
        texts += names("region")
      }
    }
  }

  var generator: SeededGenerator

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

  private mutating func one(of items: [String]) -> String {
    items.randomElement(using: &generator) ?? "null"
  }

  // MARK: Conditions

  mutating func condition(_ names: Names, depth: Int = 2) -> String {
    if depth > 0 {
      switch pick(9) {
      case 0:
        return "(\(condition(names, depth: depth - 1)) and \(condition(names, depth: depth - 1)))"
      case 1:
        return "(\(condition(names, depth: depth - 1)) or \(condition(names, depth: depth - 1)))"
      case 2: return "not(\(condition(names, depth: depth - 1)))"
      case 3:
        return
          "(if \(condition(names, depth: 0)) then \(condition(names, depth: depth - 1)) else \(condition(names, depth: depth - 1)))"
      case 4, 5:
        guard !names.lists.isEmpty else { break }
        return listCondition(names, depth: depth - 1)
      default: break
      }
    }
    return comparison(names, depth: depth)
  }

  private mutating func comparison(_ names: Names, depth: Int) -> String {
    switch pick(12) {
    case 11: return "string(\(number(names, depth: depth))) \(one(of: ["=", "!="])) \"1\""
    case 0, 1:
      return
        "\(number(names, depth: depth)) \(one(of: ["<", "<=", ">", ">=", "=", "!="])) \(number(names, depth: depth))"
    case 2:
      let range = names.ranges.isEmpty || pick(3) == 0 ? range(names) : one(of: names.ranges)
      return "\(date(names)) in \(range)"
    case 3 where !names.texts.isEmpty:
      return "\(one(of: names.texts)) \(one(of: ["=", "!="])) \(text(names))"
    case 4 where !names.texts.isEmpty:
      return "\(one(of: names.texts)) in (\"A\", \"x\", \(text(names)))"
    case 5 where !names.openDates.isEmpty:
      let open = one(of: names.openDates)
      return one(of: ["\(open) = null", "(\(open) != null and \(open) > \(date(names)))"])
    case 9 where !names.openDates.isEmpty:
      // Blanks equal blanks, and differ from days.
      let other = pick(2) == 0 ? date(names) : one(of: names.openDates)
      return "\(one(of: names.openDates)) \(one(of: ["=", "!="])) \(other)"
    case 10:
      // Fields whose blank nobody gave a meaning answer this, too.
      let fields = (names.texts + names.numbers + names.dates).filter { $0 != "as_at" }
      guard !fields.isEmpty else { break }
      return "\(one(of: fields)) \(one(of: ["=", "!="])) null"
    case 6 where !names.booleans.isEmpty: return one(of: names.booleans)
    case 7: return "\(date(names)) \(one(of: ["<", "<=", ">", "="])) \(date(names))"
    case 8 where !names.numbers.isEmpty:
      return "\(one(of: names.numbers)) between \(constant()) and \(number(names, depth: 0))"
    default: break
    }
    return "\(number(names, depth: 0)) > \(constant())"
  }

  /// A list of rows, of some that a condition keeps, or of one of two.
  mutating func list(_ names: Names) -> (text: String, dataset: String)? {
    guard let list = names.lists.randomElement(using: &generator) else { return nil }
    func kept() -> String {
      var inner = Names()
      inner.add(list.dataset, as: "")
      return "\(list.name)[\(condition(inner, depth: 1))]"
    }
    let text =
      switch pick(3) {
      case 0: kept()
      case 1: "if \(condition(names, depth: 0)) then \(kept()) else \(kept())"
      default: "\(kept())[\(condition(names, depth: 0))]"
      }
    return (text, list.dataset)
  }

  private mutating func listCondition(_ names: Names, depth: Int) -> String {
    let list = names.lists[pick(names.lists.count)]
    var inner = Names()
    switch pick(6) {
    case 0: return "count(\(list.name)) \(one(of: ["=", ">", "<", "!=", "<=", ">="])) \(pick(4))"
    case 1:
      inner.add(list.dataset, as: "")
      return
        "count(\(list.name)[\(condition(inner, depth: depth))]) \(one(of: ["=", ">", "<="])) \(pick(3))"
    case 2:
      inner.add(list.dataset, as: "r")
      return
        "(\(one(of: ["some", "every"])) r in \(list.name) satisfies \(condition(inner, depth: depth)))"
    case 3:
      inner.add(list.dataset, as: "")
      return "list contains(\(list.name).\(one(of: inner.texts)), \(text(names)))"
    case 4:
      inner.add(list.dataset, as: "")
      return
        "total(\(list.name)[\(condition(inner, depth: depth))].\(one(of: inner.numbers))) \(one(of: [">", "<="])) \(constant())"
    default:
      inner.add(list.dataset, as: "")
      return "total(\(list.name).\(one(of: inner.numbers))) \(one(of: [">", "<="])) \(constant())"
    }
  }

  // MARK: Values

  mutating func number(_ names: Names, depth: Int) -> String {
    if depth > 0 {
      switch pick(9) {
      case 0:
        return "(\(number(names, depth: 0)) \(one(of: ["+", "-", "*"])) \(number(names, depth: 0)))"
      case 1: return "max(\(number(names, depth: 0)), \(number(names, depth: 0)))"
      case 2: return "abs(\(number(names, depth: 0)))"
      case 3: return "days between(\(date(names)), \(date(names)))"
      case 4 where !names.ranges.isEmpty:
        return "days in common(\(one(of: names.ranges)), \(range(names)))"
      case 5, 6:
        guard let list = names.lists.randomElement(using: &generator) else { break }
        var inner = Names()
        inner.add(list.dataset, as: "r")
        return
          "total(for r in \(list.name) return (if \(condition(inner, depth: 0)) then \(number(inner, depth: 0)) else 1))"
      case 7:
        return
          "(if \(condition(names, depth: 0)) then \(number(names, depth: 0)) else \(number(names, depth: 0)))"
      default: break
      }
    }
    return names.numbers.isEmpty || pick(4) == 0 ? constant() : one(of: names.numbers)
  }

  private mutating func constant() -> String { one(of: ["0", "1", "0.5", "700", "2800", "-700"]) }

  private mutating func text(_ names: Names) -> String {
    names.texts.isEmpty || pick(3) > 0
      ? one(of: ["\"A\"", "\"B\"", "\"x\""]) : one(of: names.texts)
  }

  /// A range of days, each end of which may be outside it.
  private mutating func range(_ names: Names) -> String {
    let last = pick(2) == 0 ? "as_at" : date(names)
    return "\(one(of: ["[", "("]))\(date(names)) .. \(last)\(one(of: ["]", ")"]))"
  }

  private mutating func date(_ names: Names) -> String {
    pick(3) > 0
      ? one(of: names.dates) : "as_at - duration(\"P\(one(of: ["5", "20", "45"]))D\")"
  }
}
