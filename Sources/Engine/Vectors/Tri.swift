/// Three-valued truth of one lane, without the reason for not knowing.
enum Tri: UInt8, Sendable {
  case no
  case yes
  case unsure

  @inline(__always)
  init(_ value: Bool) { self = value ? .yes : .no }

  init(_ truth: Truth) {
    switch truth {
    case .true: self = .yes
    case .false: self = .no
    case .unknown: self = .unsure
    }
  }

  /// No if either is; else unsure if either is.
  @inline(__always)
  func and(_ other: Tri) -> Tri {
    if self == .no || other == .no { return .no }
    return self == .unsure || other == .unsure ? .unsure : .yes
  }

  /// Yes if either is; else unsure if either is.
  @inline(__always)
  func or(_ other: Tri) -> Tri {
    if self == .yes || other == .yes { return .yes }
    return self == .unsure || other == .unsure ? .unsure : .no
  }

  @inline(__always)
  var negated: Tri {
    switch self {
    case .no: .yes
    case .yes: .no
    case .unsure: .unsure
    }
  }
}
