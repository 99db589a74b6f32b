internal import Feel
internal import Tables
internal import Values

extension Datum {
  /// A FEEL value, or why there is none.
  enum Known {
    case value(Value)
    case unknown(Unknown)
  }

  /// The FEEL value, if nothing in it is in doubt.
  var known: Known {
    switch self {
    case .value(let value): return .value(value)
    case .blank: return .value(.null)
    case .unknown(let reason), .counted(_, _, let reason): return .unknown(reason)
    case .partialRange(let lower, let upper):
      return .unknown(lower.unknown ?? upper.unknown ?? World.noValue("range"))
    case .row(let row):
      // Rows are values only to be told apart.
      return .value(
        .context([
          .init(name: "dataset", value: .number(Decimal(row.dataset))),
          .init(name: "row", value: .number(Decimal(row.row))),
        ])
      )
    case .list(let list):
      if let doubt = list.doubt { return .unknown(doubt) }
      var values: [Value] = []
      for item in list.items {
        switch item.datum.known {
        case .value(let value): values.append(value)
        case .unknown(let reason): return .unknown(reason)
        }
      }
      return .value(.list(values))
    }
  }

  /// A range of two ends; a blank end is open.
  init(lower: Datum, _ lowerIncluded: Bool, upper: Datum, _ upperIncluded: Bool) {
    let low = Bound(lower, lowerIncluded)
    let high = Bound(upper, upperIncluded)
    guard low.unknown == nil, high.unknown == nil else {
      self = .partialRange(lower: low, upper: high)
      return
    }
    self = .value(
      .range(
        ValueRange(
          lower: low.value,
          lowerIncluded: low.isIncluded,
          upper: high.value,
          upperIncluded: high.isIncluded
        )
      )
    )
  }
}

extension Datum.Bound {
  var unknown: Unknown? {
    if case .unknown(let reason) = self { return reason }
    return nil
  }

  var value: Value? {
    if case .value(let value, _) = self { return value }
    return nil
  }

  var isIncluded: Bool {
    if case .value(_, let isIncluded) = self { return isIncluded }
    return true
  }

  /// An end of a range; a blank one is open.
  init(_ datum: Datum, _ isIncluded: Bool) {
    guard datum != .blank else {
      self = .open
      return
    }
    switch datum.known {
    case .value(let value): self = .value(value, isIncluded: isIncluded)
    case .unknown(let reason): self = .unknown(reason)
    }
  }
}
