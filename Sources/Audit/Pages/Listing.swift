internal import Findings
internal import Values
internal import Workbooks

/// What a sheet lists of more rows than it may hold: in words, and in figures that add up to the whole.
struct Listing {
  /// The rows of one kind, listed and not.
  struct Part {
    let label: String
    var listed = Count()
    var left = Count()
  }

  /// Rows and their money.
  struct Count {
    var rows = 0
    var money: Decimal?

    init(rows: Int = 0, money: Decimal? = nil) {
      (self.rows, self.money) = (rows, money)
    }

    init(_ tally: Tally) {
      let isKnown = tally.rows > tally.rowsWithoutMoney
      self.init(rows: tally.rows, money: isKnown ? Decimal(pence: tally.pence) : nil)
    }

    mutating func add(_ amount: Decimal?) {
      add(Count(rows: 1, money: amount))
    }

    mutating func add(_ other: Count) {
      rows += other.rows
      if let more = other.money { money = (money ?? Decimal(pence: 0)).plus(more) }
    }
  }

  /// What tells the parts apart: the heading over their labels.
  let heading: String
  let parts: [Part]

  init(heading: String, parts: [Part]) {
    (self.heading, self.parts) = (heading, parts)
  }

  /// Counts rows.
  ///
  /// - Parameters:
  ///   - heading: What tells the parts apart.
  ///   - labels: The labels of parts; several may be of one.
  ///   - rows: The place of each row's label, whether it is listed, and its money.
  init(
    by heading: String,
    labels: [String],
    rows: some Sequence<(label: Int, isListed: Bool, amount: Decimal?)>
  ) {
    var (listed, left) = (labels.map { _ in Count() }, labels.map { _ in Count() })
    for row in rows {
      if row.isListed { listed[row.label].add(row.amount) } else { left[row.label].add(row.amount) }
    }
    var parts: [String: Part] = [:]
    for (index, label) in labels.enumerated() where listed[index].rows + left[index].rows > 0 {
      parts[label, default: Part(label: label)].listed.add(listed[index])
      parts[label, default: Part(label: label)].left.add(left[index])
    }
    self.init(heading: heading, parts: parts.values.sorted { $0.label < $1.label })
  }

  /// The limit in words: "The 100,000 largest of 312,345 findings; all are in findings.csv.gz in restricted/".
  static func words(
    _ listed: Int,
    of all: Int,
    _ noun: String,
    whole: String = "all",
    in file: String
  ) -> String {
    "The \(listed.grouped) largest of \(counted(all, noun)); "
      + "\(whole) are in \(file) in \(Publication.restrictedFolder)/."
  }

  /// The figures, over the columns of a sheet that are as wide as these.
  func table(over widths: [Int]) -> TableBlock {
    let (count, money) = (12, 17)
    let needed = [30, count, money, count, money, count, money]
    let spans = Listing.spans(needed, over: widths)
    let headings = [
      heading, "Listed", "£ listed", "Not listed", "£ not listed", "In all", "£ in all",
    ]
    let columns = headings.indices.map { index in
      TableBlock.Column(
        headings[index],
        span: spans[index],
        style: index == 0 ? .wrapped : .figures
      )
    }
    return TableBlock(columns: columns, rows: .init(parts.map(\.cells)))
  }

  /// How many columns of a sheet each column needs; past the last one, columns have the usual width.
  private static func spans(_ needed: [Int], over widths: [Int]) -> [Int] {
    var next = 0
    return needed.map { characters in
      var (span, width) = (0, 0)
      while width < characters {
        width += next < widths.count ? widths[next] : 12
        (span, next) = (span + 1, next + 1)
      }
      return span
    }
  }
}

extension Listing.Part {
  fileprivate var cells: [Cell] {
    var all = listed
    all.add(left)
    return [.text(label)]
      + [listed, left, all].flatMap { count -> [Cell] in
        [.number(Decimal(count.rows)), count.money.map(Cell.money) ?? .empty]
      }
  }
}
