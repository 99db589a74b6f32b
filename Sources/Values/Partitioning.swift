extension RandomAccessCollection {
  /// The first index at which a predicate holds that holds at all later ones, found by halving; the end where it holds at none.
  ///
  /// - Parameter isAfter: The predicate.
  /// - Returns: The index.
  @inlinable
  public func partitioningIndex(where isAfter: (Element) throws -> Bool) rethrows -> Index {
    var (low, count) = (startIndex, count)
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if try isAfter(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
