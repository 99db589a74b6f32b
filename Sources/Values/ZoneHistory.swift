/// When a zone's clocks were changed, and by which rule they are changed from then on: what a TZif file says (RFC 9636).
///
/// It is a class so that a time of day stays small: it holds one reference, whatever the zone.
final class ZoneHistory: Sendable {
  /// The zone's name.
  let name: String
  /// The seconds since 1970-01-01T00:00:00Z at which the offset changed, in order.
  private let changes: [Int]
  /// The seconds east of UTC before the first change, and after each one.
  private let offsets: [Int]
  /// What holds after the last change; nil where its offset stays.
  private let rule: ZoneRule?

  /// Reads a TZif file; nil where it is damaged, or counts leap seconds.
  init?(name: String, _ bytes: [UInt8]) {
    self.name = name
    var reader = TZifReader(bytes)
    guard let block = reader.readBlock(timeSize: 4) else { return nil }
    guard block.version >= UInt8(ascii: "2") else {
      (changes, offsets, rule) = (block.changes, block.offsets, nil)
      return
    }
    // The first block is for readers of old; the second has the same in 64 bits, and the rule.
    guard let block = reader.readBlock(timeSize: 8), let footer = reader.readFooter() else {
      return nil
    }
    if footer.isEmpty {
      rule = nil
    } else {
      guard let parsed = ZoneRule(footer) else { return nil }
      rule = parsed
    }
    (changes, offsets) = (block.changes, block.offsets)
  }

  /// The seconds east of UTC at a moment, in seconds since 1970-01-01T00:00:00Z.
  func offset(at seconds: Int) -> Int {
    if let rule, seconds >= changes.last ?? .min { return rule.offset(at: seconds) }
    // How many changes have happened.
    return offsets[changes.partitioningIndex { $0 > seconds }]
  }

  /// The seconds east of UTC when the clocks show a time: `seconds` is what they show, counted as if it were UTC.
  func offset(atLocal seconds: Int, isRepeated: Bool) -> Int {
    // An offset is less than a day, so these are the offsets before and after any change nearby.
    let before = offset(at: seconds - 86_400)
    let after = offset(at: seconds + 86_400)
    guard before != after else { return before }
    switch (offset(at: seconds - before) == before, offset(at: seconds - after) == after) {
    case (true, true): return isRepeated ? after : before
    case (false, true): return after
    // Skipped times are read by the clock as it was before it was put forward.
    case (true, false), (false, false): return before
    }
  }
}

/// Reads the blocks of a TZif file.
private struct TZifReader {
  struct Block {
    let version: UInt8
    var changes: [Int] = []
    var offsets: [Int] = []
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  /// Reads a header and the data behind it; nil where they are damaged.
  mutating func readBlock(timeSize: Int) -> Block? {
    guard let magic = read(4), magic.elementsEqual("TZif".utf8), let version = read(1)?.first,
      read(15) != nil, let universalCount = readNumber(4), let standardCount = readNumber(4),
      let leapCount = readNumber(4), let changeCount = readNumber(4), let typeCount = readNumber(4),
      let nameSize = readNumber(4)
    else { return nil }
    let counts = [universalCount, standardCount, leapCount, changeCount, typeCount, nameSize]
    guard counts.allSatisfy({ (0...100_000).contains($0) }), leapCount == 0, typeCount > 0 else {
      return nil
    }
    var block = Block(version: version)
    for _ in 0..<changeCount {
      guard let time = readNumber(timeSize), time > block.changes.last ?? .min else { return nil }
      block.changes.append(time)
    }
    guard let types = read(changeCount) else { return nil }
    var typeOffsets: [Int] = []
    for _ in 0..<typeCount {
      guard let offset = readNumber(4), offset.magnitude < 86_400 * 2, read(2) != nil else {
        return nil
      }
      typeOffsets.append(offset)
    }
    guard types.allSatisfy({ Int($0) < typeCount }),
      read(nameSize + standardCount + universalCount) != nil
    else { return nil }
    // Before the first change the first type holds.
    block.offsets = [typeOffsets[0]] + types.map { typeOffsets[Int($0)] }
    return block
  }

  /// Reads the rule between two line ends, the last thing in the file.
  mutating func readFooter() -> String? {
    guard read(1)?.first == UInt8(ascii: "\n"),
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    return read(end - rest.startIndex).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads a big-endian number with a sign.
  private mutating func readNumber(_ size: Int) -> Int? {
    guard let bytes = read(size) else { return nil }
    let bits = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return size == 4
      ? Int(Int32(truncatingIfNeeded: bits)) : Int(Int64(truncatingIfNeeded: bits))
  }

  private mutating func read(_ count: Int) -> ArraySlice<UInt8>? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
