public import Values

/// A row that made a finding true, or came nearest to making it false.
public struct RelatedRow: Sendable {
  /// Why it is shown.
  public enum Part: String, Hashable, Sendable {
    /// The row that a lookup found: the record relied on.
    case witness = "record relied on"
    /// The row that came closest.
    case nearest = "closest record found"
    /// A row of the group, pair or set that the finding stands for.
    case member = "member"
  }

  /// Why it is shown.
  public var part: Part
  /// The row.
  public var source: SourceKey
  private let read: @Sendable () -> (values: [NamedValue], location: Location?)

  /// Creates a related row.
  ///
  /// - Parameters:
  ///   - part: Why it is shown.
  ///   - source: The row.
  ///   - read: Reads its fields that every audience of the rule may see, and that are not blank; and where it was read, nil
  ///     for a derived row. Many findings speak of one row, which then need not be read for each.
  public init(
    part: Part,
    source: SourceKey,
    read: @escaping @Sendable () -> (values: [NamedValue], location: Location?)
  ) {
    self.part = part
    self.source = source
    self.read = read
  }

  /// Its dataset.
  public var dataset: String { source.dataset }

  /// Its fields that every audience of the rule may see, and that are not blank, in their dataset's order; and where it was
  /// read, nil for a derived row.
  public var content: (values: [NamedValue], location: Location?) { read() }
}

extension RelatedRow: Hashable {
  /// Whether both show the same row for the same reason.
  public static func == (a: RelatedRow, b: RelatedRow) -> Bool {
    guard a.part == b.part, a.source == b.source else { return false }
    let (x, y) = (a.content, b.content)
    return x.values == y.values && x.location == y.location
  }

  /// Hashes what is shown.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(part)
    hasher.combine(source)
  }
}
