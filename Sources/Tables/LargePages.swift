internal import Glibc

extension Array where Element: BitwiseCopyable {
  /// Makes room for so many elements in all, on large pages of memory where the system has them.
  ///
  /// A column of ten million cells stands on ten thousand small pages, each of which the system has to hand out on its
  /// own when it is first written to.
  public mutating func reserveOnLargePages(_ count: Int) {
    reserveCapacity(count)
    let page = 1 << 21
    let size = capacity * MemoryLayout<Element>.stride
    guard size >= 2 * page else { return }
    unsafe withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      // Only the pages that lie wholly within the room; it is a wish, and nothing depends on whether it is granted.
      let first = unsafe start.alignedUp(toMultipleOf: page)
      let end = unsafe (start + size).alignedDown(toMultipleOf: page)
      _ = unsafe madvise(first, first.distance(to: end), MADV_HUGEPAGE)
    }
  }
}
