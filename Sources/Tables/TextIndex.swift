/// Distinct texts by their bytes, numbered in the order in which they were first met.
///
/// A dictionary of strings would call texts equal that differ in code points, and would need a string for every cell.
///
///     arena    T E X T A N O T H E R …     the bytes of all texts, one after the other
///     starts   0       4             …     where each begins, and where the next one will
///     slots    hash | number + 1           open addressing; 0 is free
///
/// It is one of several, and a number says in its lowest bits which. Numbers with the highest bit are those of texts that stand
/// elsewhere, ascending.
///
/// A slot's place is the upper bits of the half of the hash that it keeps, so that a larger table is filled from a
/// smaller one in order, without a look at the texts.
struct TextIndex {
  private var arena: [UInt8] = []
  private var starts = [0]
  /// The number that each text is known by outside.
  private var codes: [TextCode] = []
  private var slots: [UInt64]
  /// How far a hash's kept half is shifted to give its slot.
  private var shift: UInt64
  /// What `touch` read, which must go somewhere to be read at all.
  private var touched: UInt64 = 0

  private let shard: TextCode
  private let shardBits: TextCode
  /// Texts that all indexes have taken as they are.
  var adopted: [AdoptedTexts] = []

  /// The lowest number of a text that stands elsewhere.
  private static let elsewhere: TextCode = 1 << 31

  /// - Parameters:
  ///   - shard: Which of several indexes it is.
  ///   - bits: As many lowest bits of a number say so.
  init(shard: Int, of bits: Int) {
    self.shard = TextCode(shard)
    shardBits = TextCode(bits)
    slots = [UInt64](repeating: 0, count: 1 << 6)
    shift = 32 - 6
  }

  /// How many texts there are.
  var count: Int { starts.count - 1 }

  /// Looks at the text of a number.
  @inline(__always)
  func withText<Result>(_ code: TextCode, _ look: (Span<UInt8>) -> Result) -> Result {
    if code >= TextIndex.elsewhere {
      guard let adopted = adopted.last(where: { $0.first <= code }) else {
        preconditionFailure("a number of no text")
      }
      return adopted.texts.withText(at: Int(code - adopted.first), look)
    }
    let number = Int(code >> shardBits)
    return look(arena.span.extracting(starts[number]..<starts[number + 1]))
  }

  // MARK: Texts that stand elsewhere

  /// The first of so many numbers for texts that stand elsewhere; nil where there are not enough.
  func room(for count: Int) -> TextCode? {
    let first = adopted.last.map { Int($0.first) + $0.texts.count } ?? Int(TextIndex.elsewhere)
    return first + count <= Int(TextCode.max) ? TextCode(first) : nil
  }

  /// Adds the places of own texts among others, with their numbers; the first index knows those that stand elsewhere.
  func addPlaces(in texts: AscendingTexts, to known: inout [(place: Int, code: TextCode)]) {
    if shard == 0 { for other in adopted { other.addPlaces(in: texts, to: &known) } }
    for number in 0..<count where codes[number] < TextIndex.elsewhere {
      let bytes = arena.span.extracting(starts[number]..<starts[number + 1])
      if let place = texts.place(of: bytes) { known.append((place, codes[number])) }
    }
  }

  /// The number of a text that stands elsewhere.
  private func codeElsewhere(of bytes: Span<UInt8>) -> TextCode? {
    for adopted in adopted {
      if let place = adopted.texts.place(of: bytes) { return adopted.code(place) }
    }
    return nil
  }

  /// The number of a text, which is added where it is new.
  mutating func code(for bytes: Span<UInt8>, hash: UInt64) -> TextCode {
    let slot = slot(for: bytes, hash: hash)
    let entry = slots[slot]
    if entry != 0 { return codes[Int(TextIndex.number(in: entry))] }
    let number = TextCode(count)
    precondition(
      number >> (31 - shardBits) == 0,
      "more distinct texts than can be numbered"
    )
    unsafe bytes.withUnsafeBufferPointer { unsafe arena.append(contentsOf: $0) }
    starts.append(arena.count)
    // One that stands elsewhere is kept here, too, once it is met, and found sooner the next time.
    let code = codeElsewhere(of: bytes) ?? number << shardBits | shard
    codes.append(code)
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
    if count * 4 > slots.count * 3 { grow() }
    return code
  }

  /// The number of a text, or nil where it is new.
  func existingCode(for bytes: Span<UInt8>, hash: UInt64) -> TextCode? {
    let entry = slots[slot(for: bytes, hash: hash)]
    return entry == 0 ? codeElsewhere(of: bytes) : codes[Int(TextIndex.number(in: entry))]
  }

  /// The numbers of texts that lie among bytes, which are added where they are new.
  ///
  /// Each step brings what the next one reads into the processor's cache, for all texts at once rather than one after
  /// the other: the slots, where the texts are that they lead to, and those texts.
  mutating func number(_ texts: inout [PlacedText], _ range: Range<Int>, in bytes: Span<UInt8>) {
    touched = touch(texts.span.extracting(range))
    for index in range {
      let text = texts[index]
      texts[index].code = code(for: bytes.extracting(text.range), hash: text.hash)
    }
  }

  private func touch(_ texts: Span<PlacedText>) -> UInt64 {
    var sum: UInt64 = 0
    for index in texts.indices {
      sum &+= unsafe slots.span[unchecked: home(of: texts[unchecked: index].hash)]
    }
    for index in texts.indices {
      let hash = unsafe texts[unchecked: index].hash
      let entry = unsafe slots.span[unchecked: home(of: hash)]
      if entry != 0, (entry ^ hash) >> 32 == 0 {
        sum &+= unsafe UInt64(starts.span[unchecked: Int(TextIndex.number(in: entry))])
      }
    }
    for index in texts.indices {
      let hash = unsafe texts[unchecked: index].hash
      let entry = unsafe slots.span[unchecked: home(of: hash)]
      if entry != 0, (entry ^ hash) >> 32 == 0 {
        let start = unsafe starts.span[unchecked: Int(TextIndex.number(in: entry))]
        if start < arena.count { sum &+= unsafe UInt64(arena.span[unchecked: start]) }
      }
    }
    return sum
  }

  private static func number(in entry: UInt64) -> TextCode {
    TextCode(truncatingIfNeeded: entry) - 1
  }

  private func home(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash >> 32) >> shift)
  }

  /// The slot that holds the text, or the free one where it belongs.
  private func slot(for bytes: Span<UInt8>, hash: UInt64) -> Int {
    let mask = slots.count &- 1
    var slot = home(of: hash)
    while true {
      let entry = slots[slot]
      if entry == 0 { return slot }
      if (entry ^ hash) >> 32 == 0 {
        let code = Int(TextIndex.number(in: entry))
        if arena.span.extracting(starts[code]..<starts[code + 1]).isEqual(to: bytes) { return slot }
      }
      slot = (slot &+ 1) & mask
    }
  }

  private mutating func grow() {
    precondition(shift > 0, "more distinct texts than a table can index")
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    shift -= 1
    let mask = slots.count - 1
    for entry in old where entry != 0 {
      var slot = home(of: entry)
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = entry
    }
  }
}
