internal import Values

/// Texts of which each comes after the one before, by their bytes: none is there twice, and each is found by halving.
///
/// Many a system numbers its rows. To know each of millions of such numbers again takes longer than to read them; that they ascend
/// is seen at a glance.
public final class AscendingTexts: Sendable {
  private let texts: RawTexts
  /// Where the bytes begin of each text whose place is a multiple of `step`.
  private let starts: [UInt32]
  private static let step = 64

  /// Takes texts, if they ascend.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - previous: The text that they come after.
  init?(_ texts: RawTexts, after previous: [UInt8] = []) {
    guard let starts = texts.ascendingStarts(each: AscendingTexts.step, after: previous) else {
      return nil
    }
    self.texts = texts
    self.starts = starts
  }

  /// How many there are.
  var count: Int { texts.count }

  /// Where the bytes of the text at a place are.
  func range(at place: Int) -> Range<Int> {
    let sample = place / AscendingTexts.step
    return texts.range(of: place, from: sample * AscendingTexts.step, at: Int(starts[sample]))
  }

  /// Looks at the text at a place.
  @inline(__always)
  func withText<Result>(at place: Int, _ look: (Span<UInt8>) -> Result) -> Result {
    texts.withText(in: range(at: place), look)
  }

  /// The place of a text; nil where it is not there.
  func place(of text: Span<UInt8>) -> Int? {
    guard count > 0, !isAfter(text, 0), texts.order(range(at: count - 1), text) != .before else {
      return nil
    }
    // The last sample that does not come after it, then the last text.
    let sample = last(notAfter: text, from: 0, through: starts.count, step: AscendingTexts.step)
    let first = sample * AscendingTexts.step
    let end = min(first + AscendingTexts.step, count)
    let place = last(notAfter: text, from: first, through: end, step: 1)
    return texts.order(range(at: place), text) == .same ? place : nil
  }

  /// The last of some places, `step` apart and the first not after a text, whose text does not come after it.
  private func last(
    notAfter text: Span<UInt8>,
    from first: Int,
    through end: Int,
    step: Int
  ) -> Int {
    (first + 1..<end).partitioningIndex { isAfter(text, $0 * step) } - 1
  }

  /// Goes through the texts that are among others, too, by both places, in order.
  func eachShared(with others: AscendingTexts, _ work: (Int, Int) -> Void) {
    guard count > 0, others.count > 0 else { return }
    var (own, other) = (0, 0)
    var (mine, theirs) = (range(at: 0), others.range(at: 0))
    while true {
      let order = texts.order(mine, others.texts, theirs)
      if order == .same { work(own, other) }
      if order != .after {
        own += 1
        if own == count { return }
        mine = texts.range(of: own, from: own - 1, at: mine.lowerBound)
      }
      if order != .before {
        other += 1
        if other == others.count { return }
        theirs = others.texts.range(of: other, from: other - 1, at: theirs.lowerBound)
      }
    }
  }

  private func isAfter(_ text: Span<UInt8>, _ place: Int) -> Bool {
    texts.order(range(at: place), text) == .after
  }
}

/// How a text stands to another, byte by byte.
enum TextOrder {
  case before
  case same
  case after
}

extension Span<UInt8> {
  /// How it stands to another.
  @inline(__always)
  func order(_ other: Span<UInt8>) -> TextOrder {
    let shorter = Swift.min(count, other.count)
    var index = 0
    let (a, b) = unsafe (bytes, other.bytes)
    while index &+ 8 <= shorter {
      let x = unsafe a.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
      let y = unsafe b.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
      if x != y { return x.bigEndian < y.bigEndian ? .before : .after }
      index &+= 8
    }
    while index < shorter {
      let (x, y) = unsafe (self[unchecked: index], other[unchecked: index])
      if x != y { return x < y ? .before : .after }
      index &+= 1
    }
    return count == other.count ? .same : count < other.count ? .before : .after
  }
}

/// Ascending texts that a pool has taken as they are: each one's number is its place, counted from some number on.
public struct AdoptedTexts: Sendable {
  let texts: AscendingTexts
  /// The number of the first.
  let first: TextCode
  /// Texts that had a number before, by their places, which ascend.
  let known: [(place: Int, code: TextCode)]

  /// Adds the places of its texts among others, with their numbers.
  func addPlaces(in others: AscendingTexts, to known: inout [(place: Int, code: TextCode)]) {
    texts.eachShared(with: others) { own, other in known.append((other, code(own))) }
  }

  /// The number of the text at a place.
  func code(_ place: Int) -> TextCode {
    let index = known.partitioningIndex { $0.place >= place }
    return index < known.count && known[index].place == place
      ? known[index].code : first + TextCode(place)
  }

  /// Adds the numbers of all texts.
  func addCodes(to codes: inout [TextCode]) {
    let start = codes.count
    codes.append(contentsOf: first..<first + TextCode(texts.count))
    for (place, code) in known { codes[start + place] = code }
  }
}
