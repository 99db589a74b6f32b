/// What a finding rests on: the values read, and the rows.
public struct Grounds: Hashable, Sendable {
  /// The values read.
  public var evidence: [Evidence]
  /// Witnesses, nearest rows and members.
  public var related: [RelatedRow]

  /// Creates grounds.
  public init(evidence: [Evidence], related: [RelatedRow]) {
    self.evidence = evidence
    self.related = related
  }
}

/// Grounds that may be put into words only when somebody asks: of many findings, few are shown.
public enum StatedGrounds: Sendable {
  /// They stand here.
  case stated(Grounds)
  /// They are worked out, the same each time.
  case onRequest(@Sendable () -> Grounds)

  /// What the finding rests on.
  public var grounds: Grounds {
    switch self {
    case .stated(let grounds): grounds
    case .onRequest(let state): state()
    }
  }
}
