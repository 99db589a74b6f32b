internal import Dispatch
internal import Synchronization

/// Where a text is among bytes.
public struct TextPlace: Sendable {
  /// The first byte.
  public let start: UInt32
  /// How many bytes.
  public let count: UInt32

  /// Creates a place.
  @inline(__always)
  public init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }
}

/// Texts one after the other, as they were read.
///
///     bytes      T E X T A N O T H E R …
///     lengths    4       7             …     most texts have fewer bytes than one byte can count
///     long                                   the lengths of the others, in order
public struct RawTexts: Sendable {
  private(set) var bytes: [UInt8] = []
  private var lengths: [UInt8] = []
  private var long: [UInt32] = []

  /// Creates an empty list.
  public init() {}

  /// How many texts there are.
  public var count: Int { lengths.count }

  /// How many bytes the texts have.
  public var byteCount: Int { bytes.count }

  /// Makes room for so many texts and bytes in all.
  public mutating func reserve(texts: Int, bytes count: Int) {
    lengths.reserveCapacity(texts)
    bytes.reserveCapacity(count)
  }

  /// Adds the texts of another list.
  public mutating func append(_ other: RawTexts) {
    bytes.append(contentsOf: other.bytes)
    lengths.append(contentsOf: other.lengths)
    long.append(contentsOf: other.long)
  }

  /// Adds the texts at some places among bytes that are known to be UTF-8; sixteen more must follow each.
  public mutating func append(_ places: Span<TextPlace>, in source: Span<UInt8>) {
    var (total, longest) = (0, UInt32(0))
    lengths.append(addingCapacity: places.count) { lengths in
      for index in places.indices {
        let count = unsafe places[unchecked: index].count
        lengths.append(UInt8(clamping: count))
        total &+= Int(count)
        longest = max(longest, count)
      }
    }
    if longest >= UInt8.max {
      for index in places.indices where places[index].count >= UInt8.max {
        long.append(places[index].count)
      }
    }
    // A text is copied sixteen bytes at a time, so that the last may write over what comes next.
    bytes.append(addingCapacity: total + 16) { bytes in
      unsafe bytes.withUnsafeMutableBufferPointer { target, initialized in
        let target = UnsafeMutableRawBufferPointer(target)
        var end = initialized
        for row in places.indices {
          let place = unsafe places[unchecked: row]
          var index = 0
          repeat {
            let some = unsafe source.bytes.unsafeLoadUnaligned(
              fromUncheckedByteOffset: Int(place.start) &+ index,
              as: SIMD16<UInt8>.self
            )
            unsafe target.storeBytes(of: some, toByteOffset: end &+ index, as: SIMD16<UInt8>.self)
            index &+= 16
          } while index < place.count
          end &+= Int(place.count)
        }
        initialized = end
      }
    }
  }

  /// Adds the text at some bytes that are known to be UTF-8.
  public mutating func append(_ text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    lengths.append(UInt8(clamping: text.count))
    if text.count >= UInt8.max { long.append(UInt32(text.count)) }
  }

  /// Drops the texts, and keeps the room that they took.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    long.removeAll(keepingCapacity: true)
  }

  /// How far the texts have been gone through.
  private struct Position: Sendable {
    var start = 0
    /// How many long texts are before it.
    var long = 0
  }

  /// Where the bytes of a text are that begins at a position, which moves on to the next one.
  private func pass(_ position: inout Position, _ text: Int) -> Range<Int> {
    var length = Int(lengths[text])
    if length == UInt8.max {
      length = Int(long[position.long])
      position.long += 1
    }
    defer { position.start += length }
    return position.start..<position.start + length
  }

  /// Samples of ascending texts.
  ///
  /// - Parameters:
  ///   - step: The places of samples are multiples of it.
  ///   - previous: What the first text comes after; where it is empty, the first may be any.
  /// - Returns: Where the bytes of each sample begin; nil where a text does not come after the one before, by their bytes, or
  ///   is very long.
  func ascendingStarts(each step: Int, after previous: [UInt8]) -> [UInt32]? {
    guard long.isEmpty, bytes.count <= UInt32.max else { return nil }
    let parts = parts(each: step)
    let found = RawTexts.sideBySide(parts.count) { part in
      let (texts, start) = (parts[part].texts, parts[part].start.start)
      let last = part == 0 ? 0 : Int(lengths[texts.lowerBound - 1])
      return ascendingStarts(
        of: texts,
        at: start,
        each: step,
        after: part == 0 ? previous : Array(bytes[start - last..<start])
      )
    }
    return found.contains(nil) ? nil : found.flatMap { $0 ?? [] }
  }

  /// The same of some of the texts, whose first begins at a byte.
  private func ascendingStarts(
    of texts: Range<Int>,
    at start: Int,
    each step: Int,
    after previous: [UInt8]
  ) -> [UInt32]? {
    let bytes = bytes.span
    var starts: [UInt32] = []
    starts.reserveCapacity(texts.count / step + 1)
    var last = 0..<0
    var next = start
    for text in texts {
      if text % step == 0 { starts.append(UInt32(next)) }
      let own = next..<next + Int(lengths[text])
      let span = unsafe bytes.extracting(unchecked: own)
      let isFirst = text == texts.lowerBound
      let before = isFirst ? previous.span : unsafe bytes.extracting(unchecked: last)
      if before.order(span) != .before, text > 0 || !previous.isEmpty { return nil }
      (last, next) = (own, own.upperBound)
    }
    return starts
  }

  /// How the text at some bytes stands to another.
  func order(_ range: Range<Int>, _ other: Span<UInt8>) -> TextOrder {
    bytes.span.extracting(range).order(other)
  }

  /// How the text at some bytes stands to one of another list.
  func order(_ range: Range<Int>, _ other: RawTexts, _ others: Range<Int>) -> TextOrder {
    bytes.span.extracting(range).order(other.bytes.span.extracting(others))
  }

  /// Looks at the text at some bytes.
  @inline(__always)
  func withText<Result>(in range: Range<Int>, _ look: (Span<UInt8>) -> Result) -> Result {
    look(bytes.span.extracting(range))
  }

  /// Where the bytes of a text are, given where those of one before it begin.
  func range(of text: Int, from earlier: Int, at start: Int) -> Range<Int> {
    var start = start
    for other in earlier..<text { start += Int(lengths[other]) }
    return start..<start + Int(lengths[text])
  }

  /// The texts' numbers in a pool, in order.
  fileprivate func codes(from pool: TextPool) -> [TextCode] {
    let parts = parts(each: 1)
    return RawTexts.sideBySide(parts.count) { part in
      codes(of: parts[part].texts, at: parts[part].start, from: pool)
    }.flatMap(\.self)
  }

  /// Parts of the texts to work on side by side, about eight, and where each begins; all but the last have a multiple of `step`.
  private func parts(each step: Int) -> [(texts: Range<Int>, start: Position)] {
    let size = max(1, (count + 8 * step - 1) / (8 * step)) * step
    // Where a part begins is known only by going through those before it, which is done once.
    var position = Position()
    return stride(from: 0, to: count, by: size).map { first in
      let texts = first..<min(first + size, count)
      defer { for text in texts { _ = pass(&position, text) } }
      return (texts, position)
    }
  }

  /// What comes of each of so many parts, in order.
  private static func sideBySide<Result: Sendable>(
    _ count: Int,
    _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { part in
      let result = work(part)
      results.withLock { $0[part] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  private func codes(
    of range: Range<Int>,
    at position: Position,
    from pool: TextPool
  ) -> [TextCode] {
    var codes = [TextCode](repeating: 0, count: range.count)
    var texts: [PlacedText] = []
    var position = position
    var index = range.lowerBound
    while index < range.upperBound {
      // As many as a processor's cache holds what they lead to.
      let last = min(index + 4096, range.upperBound)
      texts.removeAll(keepingCapacity: true)
      for text in index..<last {
        let range = pass(&position, text)
        texts.append(PlacedText(range, hash: hash(of: range), tag: Int32(text - index)))
      }
      pool.number(&texts, in: bytes.span)
      for text in texts { codes[index - range.lowerBound + Int(text.tag)] = text.code }
      index = last
    }
    return codes
  }

  private func hash(of range: Range<Int>) -> UInt64 {
    // A short text is packed quickly where sixteen bytes follow.
    range.count <= ShortText.longest && range.lowerBound + 16 <= bytes.count
      ? TextHash.of(ShortText(bytes.span, at: range.lowerBound, count: range.count))
      : TextHash.of(bytes.span.extracting(range))
  }
}

/// The texts of a column, which have their numbers from the start or get them when the first is asked for.
///
/// A column of which most texts differ takes longer to number than to read, and many a column is read by no rule.
public final class TextColumn: Sendable {
  /// Consecutive texts.
  public enum Segment: Sendable {
    /// With their numbers.
    case coded([TextCode])
    /// As they were read.
    case raw(RawTexts)
    /// As they were read, each after the one before; a pool has them as its own.
    case ascending(AdoptedTexts)

    fileprivate var count: Int {
      switch self {
      case .coded(let codes): codes.count
      case .raw(let texts): texts.count
      case .ascending(let adopted): adopted.texts.count
      }
    }
  }

  private final class Codes: Sendable {
    let codes: [TextCode]

    init(_ codes: [TextCode]) { self.codes = codes }
  }

  private enum Source: Sendable {
    case segments([Segment], TextPool)
    case moved(RowMoves, TextColumn)

    var codes: [TextCode] {
      switch self {
      case .moved(let moves, let column):
        var all = column.unkeptCodes
        moves.apply(to: &all)
        return all
      case .segments(let segments, let pool):
        if segments.count == 1, case .coded(let codes) = segments[0] { return codes }
        var codes: [TextCode] = []
        codes.reserveCapacity(segments.reduce(0) { $0 + $1.count })
        for segment in segments {
          switch segment {
          case .coded(let some): codes += some
          case .raw(let texts): codes += texts.codes(from: pool)
          case .ascending(let adopted): adopted.addCodes(to: &codes)
          }
        }
        return codes
      }
    }
  }

  /// The texts, until they have their numbers.
  private let source: Mutex<Source?>
  private let numbered = AtomicLazyReference<Codes>()

  /// Creates a column of consecutive texts whose numbers are those of a pool.
  public init(_ segments: [Segment], pool: TextPool) {
    source = Mutex(.segments(segments, pool))
  }

  /// Creates a column of the rows of another, some of them moved.
  init(_ moves: RowMoves, of column: TextColumn) {
    source = Mutex(.moved(moves, column))
  }

  /// Has the pool take texts as they are, each of which comes after the one before, by their bytes.
  ///
  /// No two of them are the same then, and they are numbered without a look.
  ///
  /// - Returns: Whether they do; false where they have their numbers already, or most did from the start.
  func adoptIfAscending() -> Bool {
    source.withLock { source in
      guard case .segments(var segments, let pool) = source else { return false }
      var previous: [UInt8] = []
      var ascending: [Int: AscendingTexts] = [:]
      for (index, segment) in segments.enumerated() {
        switch segment {
        case .coded(let codes):
          for code in codes {
            let text = Array(pool.text(code).utf8)
            if !previous.isEmpty, previous.span.order(text.span) != .before { return false }
            previous = text
          }
        case .raw(let raw):
          guard let texts = AscendingTexts(raw, after: previous) else { return false }
          ascending[index] = texts
          if texts.count > 0 { previous = Array(raw.bytes[texts.range(at: texts.count - 1)]) }
        case .ascending: return true
        }
      }
      guard
        ascending.values.reduce(0, { $0 + $1.count }) * 2 > segments.reduce(0, { $0 + $1.count })
      else { return false }
      for (index, texts) in ascending {
        if let adopted = pool.adopt(texts) { segments[index] = .ascending(adopted) }
      }
      source = .segments(segments, pool)
      return true
    }
  }

  /// The number of the text at a row.
  subscript(row: Int) -> TextCode { numbered.load()?.codes[row] ?? codes[row] }

  /// The texts' numbers for another column, which has them to itself where they are numbered for it.
  private var unkeptCodes: [TextCode] {
    if let numbered = numbered.load() { return numbered.codes }
    return source.withLock { $0?.codes } ?? codes
  }

  /// The texts' numbers, in row order.
  public var codes: [TextCode] {
    if let numbered = numbered.load() { return numbered.codes }
    return source.withLock { source in
      // Another thread may have numbered them while this one waited.
      if let numbered = numbered.load() { return numbered.codes }
      let codes = Codes(source?.codes ?? [])
      source = nil
      return numbered.storeIfNil(codes).codes
    }
  }
}
