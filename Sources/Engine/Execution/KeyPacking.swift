/// How the integers of a key's fields are packed into words, so that most keys are a single word.
struct KeyPacking: Sendable {
  private struct Part: Sendable {
    /// The field's least integer, and how far its greatest is from it.
    let lowest: UInt64
    let span: UInt64
    /// The word that takes it, and from which bit on.
    let word: Int
    let shift: UInt64
  }

  private var parts: [Part] = []
  /// How many words a key has.
  private(set) var width = 0
  /// The greatest word there can be, where a key has one only.
  private(set) var greatest: UInt64?

  /// Packs fields whose integers lie in ranges; of a field without one no integer is known.
  init(_ ranges: [ClosedRange<Int64>?]) {
    var used = 64
    for range in ranges {
      let lowest = UInt64(bitPattern: range?.lowerBound ?? 0)
      let span = UInt64(bitPattern: range?.upperBound ?? 0) &- lowest
      let bits = 64 - span.leadingZeroBitCount
      if width == 0 || used + bits > 64 {
        width += 1
        used = 0
      }
      parts.append(Part(lowest: lowest, span: span, word: width - 1, shift: UInt64(used)))
      used += bits
    }
    if width == 1 { greatest = parts.reduce(0) { $0 | $1.span << $1.shift } }
  }

  /// The words of some rows' keys, key after key; they mean nothing where a cell is not known.
  func words(_ columns: [ColumnView], _ rows: ArraySlice<Int32>) -> [Int64] {
    var words = [Int64](repeating: 0, count: width * rows.count)
    for (part, column) in zip(parts, columns) {
      column.addBits(
        of: rows,
        less: Int64(bitPattern: part.lowest),
        shiftedBy: part.shift,
        to: &words,
        from: part.word,
        by: width
      )
    }
    return words
  }

  /// The words of the keys that lanes look for, key after key.
  ///
  /// - Parameters:
  ///   - wanted: What rows must hold, by field and lane.
  ///   - isAsked: Which lanes look; those do no longer that want what no row holds.
  /// - Returns: The words.
  func words(_ wanted: [WantedBits], _ isAsked: inout [Bool]) -> [Int64] {
    var words = [Int64](repeating: 0, count: width * isAsked.count)
    for (part, column) in zip(parts, wanted) {
      for lane in isAsked.indices {
        let offset = UInt64(bitPattern: column.bits[lane]) &- part.lowest
        if offset > part.span { isAsked[lane] = false }
        words[lane &* width &+ part.word] |= Int64(bitPattern: offset &<< part.shift)
      }
      if let isHeld = column.isHeld {
        for lane in isAsked.indices where !isHeld[lane] { isAsked[lane] = false }
      }
    }
    return words
  }
}
