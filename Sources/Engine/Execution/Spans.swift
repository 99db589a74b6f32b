internal import Feel
internal import Tables
internal import Values

/// The days of rows that must follow one another without overlap, and may have to leave no day open.
struct Spans {
  private struct Span {
    var first = Int.min
    var last = Int.max
    let row: RowReference
  }

  private var spans: [Span] = []
  /// Why the days of some row are not known, or a row may not belong.
  private var doubt: Unknown?
  private let name: String
  private let dataset: String

  init(_ found: Datum.Items, _ from: Int, _ to: Int, _ relation: Relation, _ world: World) {
    name = relation.name
    dataset = world.tables[relation.dataset].schema.dataset
    doubt = found.doubt
    for item in found.items where item.doubt == nil {
      guard case .row(let row) = item.datum else { continue }
      var span = Span(row: row)
      switch world.datum(row, field: from) {
      case .value(.date(let day)): span.first = day.dayNumber
      case .unknown(let reason): doubt = doubt ?? reason
      default: break
      }
      switch world.datum(row, field: to) {
      case .value(.date(let day)): span.last = day.dayNumber
      case .unknown(let reason): doubt = doubt ?? reason
      default: break
      }
      spans.append(span)
    }
    spans.sort { ($0.first, $0.row) < ($1.first, $1.row) }
  }

  /// Why the rows cannot be relied on: an unknown end, an overlap, a day of the range left open.
  func fault(_ range: Datum?) -> Unknown? {
    if let doubt { return doubt }
    // One that ends before it begins says nothing that can be relied on.
    for span in spans where span.last < span.first {
      return Unknown(kind: .brokenCoverage, dataset: dataset, subject: name, row: span.row)
    }
    for (a, b) in zip(spans, spans.dropFirst()) where b.first <= a.last {
      return Unknown(kind: .brokenCoverage, dataset: dataset, subject: name, row: b.row)
    }
    switch range {
    case nil: return nil
    case .unknown(let reason): return reason
    case .partialRange(let lower, let upper): return lower.unknown ?? upper.unknown
    case .value(.range(let range)): return gap(range)
    default: return Unknown(kind: .brokenCoverage, dataset: dataset, subject: name)
    }
  }

  private func gap(_ range: ValueRange) -> Unknown? {
    var next = Int.min
    var last = Int.max
    if case .date(let day)? = range.lower { next = day.dayNumber + (range.lowerIncluded ? 0 : 1) }
    if case .date(let day)? = range.upper { last = day.dayNumber - (range.upperIncluded ? 0 : 1) }
    for span in spans where span.last >= next {
      if span.first > next { break }
      if span.last == .max { return nil }
      next = span.last + 1
    }
    guard next <= last else { return nil }
    return Unknown(
      kind: .brokenCoverage,
      dataset: dataset,
      subject: name,
      row: spans.last?.row
    )
  }
}
