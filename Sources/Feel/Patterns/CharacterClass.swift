internal import Values

/// A set of characters: `[a-z-[aeiou]]`, `\d`, `.` (XML Schema part 2, appendix F.1).
struct CharacterClass: Hashable, Sendable {
  /// Code points in order, none twice and no two ranges side by side.
  let ranges: [ClosedRange<UInt32>]
  /// Whole categories of characters.
  let categories: GeneralCategories
  /// Whether it is the characters that are not listed.
  let isNegated: Bool
  /// What is taken away; none or one.
  let subtracted: [CharacterClass]

  /// Creates the class of some code points and categories, or of all others, without those of another class.
  init(
    _ ranges: [ClosedRange<UInt32>],
    _ categories: GeneralCategories = [],
    isNegated: Bool = false,
    subtracting subtracted: CharacterClass? = nil
  ) {
    self.ranges = Self.merged(ranges)
    self.categories = categories
    self.isNegated = isNegated
    self.subtracted = subtracted.map { [$0] } ?? []
  }

  /// Whether a character is of this class.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    lists(scalar) != isNegated && !subtracted.contains { $0.contains(scalar) }
  }

  private func lists(_ scalar: Unicode.Scalar) -> Bool {
    let index = ranges.partitioningIndex { $0.upperBound >= scalar.value }
    if index < ranges.count, ranges[index].contains(scalar.value) { return true }
    return !categories.isEmpty
      && categories.contains(GeneralCategories(scalar.properties.generalCategory))
  }

  /// The code points that are not in some ranges, which are in order.
  static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    return next > 0x10FFFF ? gaps : gaps + [next...0x10FFFF]
  }

  private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
