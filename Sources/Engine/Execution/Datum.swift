internal import Feel
internal import Tables

/// What a term is worth for one unit: a value, a row, rows; an answer that is blank; or not known.
enum Datum: Hashable, Sendable {
  /// A FEEL value; never null, and never a list.
  case value(Value)
  /// Null, and that is the answer.
  case blank
  /// Not known, for a reason.
  case unknown(Unknown)
  case row(RowReference)
  case list(Items)
  /// A range an end of which is not known; the ends are values, blank (open-ended) or unknown.
  case partialRange(lower: Bound, upper: Bound)
  /// A count that lies between two bounds; no upper bound where rows outside the extract could count.
  case counted(atLeast: Int, atMost: Int?, Unknown)

  /// An end of a range.
  enum Bound: Hashable, Sendable {
    case value(Value, isIncluded: Bool)
    case open
    case unknown(Unknown)
  }

  /// A list whose membership may be in doubt.
  struct Items: Hashable, Sendable {
    /// An item, and why it may not belong.
    struct Item: Hashable, Sendable {
      var datum: Datum
      var doubt: Unknown?
    }

    var items: [Item]
    /// Why there may be further items.
    var open: Unknown?

    init(_ items: [Item], open: Unknown? = nil) {
      self.items = items
      self.open = open
    }

    /// The first reason why the membership is in doubt.
    var doubt: Unknown? { items.lazy.compactMap(\.doubt).first ?? open }
  }

  static func boolean(_ value: Bool) -> Datum { .value(.boolean(value)) }

  /// From a FEEL value, null being an answer.
  init(_ value: Value) {
    switch value {
    case .null: self = .blank
    case .list(let items): self = .list(Items(items.map { .init(datum: Datum($0), doubt: nil) }))
    default: self = .value(value)
    }
  }

  /// The truth that it states: true, false, or unknown with its reason.
  func truth(_ subject: @autoclosure () -> Unknown) -> Truth {
    switch self {
    case .value(.boolean(let value)): value ? .true : .false
    case .unknown(let reason): .unknown(reason)
    default: .unknown(subject())
    }
  }
}

/// Three-valued truth with the reason for not knowing.
enum Truth: Hashable, Sendable {
  case `true`
  case `false`
  case unknown(Unknown)

  /// The truth as a datum.
  var datum: Datum {
    switch self {
    case .true: .boolean(true)
    case .false: .boolean(false)
    case .unknown(let reason): .unknown(reason)
    }
  }

  init(_ value: Bool) { self = value ? .true : .false }

  /// False if either is; else unknown, for the first reason, if either is.
  func and(_ other: @autoclosure () -> Truth) -> Truth {
    switch self {
    case .false: return .false
    case .true: return other()
    case .unknown: return other() == .false ? .false : self
    }
  }

  /// True if either is; else unknown, for the first reason, if either is.
  func or(_ other: @autoclosure () -> Truth) -> Truth {
    switch self {
    case .true: return .true
    case .false: return other()
    case .unknown: return other() == .true ? .true : self
    }
  }

  var negated: Truth {
    switch self {
    case .true: .false
    case .false: .true
    case .unknown: self
    }
  }
}
