internal import Tables

/// The texts that one thread has met lately in one column, each with what it says there.
///
/// Most columns have few texts, or the same ones again and again; looking them up here takes less time than to read them
/// once more, or to look for their numbers in the night's pool, which is larger than a processor's cache. It grows with
/// what the column turns out to hold, and is given up where most cells differ.
struct TextCache<Value: BitwiseCopyable & Sendable>: Sendable {
  private struct Entry {
    // No text is packed to this: its count would be 255.
    var low: UInt64 = .max
    var high: UInt64 = .max
    var value: Value
  }

  private var entries: [Entry]
  private var long: LongTexts<Value>
  private var shift: UInt64 = 64 - 6
  private var inserted = 0
  /// How many cells were looked for lately, and how many plain ones were not here.
  private var (cells, misses) = (0, 0)
  /// Whether most cells differ, so that none is looked for here.
  private(set) var isGivenUp = false

  init(_ nothing: Value) {
    entries = [Entry](repeating: Entry(value: nothing), count: 1 << 6)
    long = LongTexts(nothing)
  }

  /// Sets the values of the cells whose texts are here.
  ///
  /// - Parameters:
  ///   - cells: The cells, one a row.
  ///   - bytes: The block's bytes.
  ///   - values: Takes the values.
  ///   - start: The place of the first row's value.
  /// - Returns: The rows of the other cells.
  func find(
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ values: inout MutableSpan<Value>,
    _ start: Int
  ) -> [Int] {
    if isGivenUp { return Array(cells.indices) }
    var others: [Int] = []
    for row in cells.indices {
      let cell = unsafe cells[unchecked: row]
      // A text that is here was plain when it was kept.
      if cell.isPlain, cell.count <= ShortText.longest {
        let text = ShortText(bytes, at: Int(cell.start), count: cell.count)
        let entry = unsafe entries.span[unchecked: slot(of: text)]
        if entry.low == text.low, entry.high == text.high {
          unsafe values[unchecked: start &+ row] = entry.value
          continue
        }
      } else if cell.isPlain, let value = long.value(of: bytes.extracting(cell.range)) {
        unsafe values[unchecked: start &+ row] = value
        continue
      }
      others.append(row)
    }
    return others
  }

  /// Sets the values of plain cells.
  ///
  /// - Parameters:
  ///   - cells: The cells, one a row.
  ///   - bytes: The block's bytes.
  ///   - values: Takes the values.
  ///   - start: The place of the first row's value.
  ///   - plain: What cells are plain.
  ///   - read: What a plain text says that is not here; nil where it must be looked at more closely.
  /// - Returns: The rows of the other cells.
  mutating func read(
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ values: inout [Value],
    _ start: Int,
    _ plain: PlainCells,
    _ read: (Span<UInt8>) -> Value?
  ) -> [Int] {
    var others: [Int] = []
    var values = values.mutableSpan
    for row in find(cells, bytes, &values, start) {
      let cell = unsafe cells[unchecked: row]
      guard plain.contains(cell, in: bytes),
        let value = unsafe read(bytes.extracting(unchecked: cell.range))
      else {
        others.append(row)
        continue
      }
      misses += 1
      unsafe values[unchecked: start &+ row] = value
      if !isGivenUp { insert(cell.range, bytes, value) }
    }
    self.cells += cells.count
    return others
  }

  /// Keeps what a plain text says.
  mutating func insert(_ range: Range<Int>, _ bytes: Span<UInt8>, _ value: Value) {
    guard range.count <= ShortText.longest else {
      return long.insert(bytes.extracting(range), value)
    }
    inserted += 1
    if inserted > entries.count, entries.count <= 1 << 12 {
      entries = [Entry](repeating: Entry(value: value), count: 4 * entries.count)
      shift -= 2
      inserted = 0
    }
    let text = ShortText(bytes, at: range.lowerBound, count: range.count)
    entries[slot(of: text)] = Entry(low: text.low, high: text.high, value: value)
  }

  /// Notes how many cells were looked for, and how many plain ones were not here.
  mutating func note(cells: Int, misses: Int) {
    self.cells += cells
    self.misses += misses
  }

  /// Judges from the last cells whether it is of use.
  mutating func judge() {
    guard cells >= 8192 else { return }
    isGivenUp = 2 * misses > cells
    (cells, misses) = (0, 0)
  }

  /// Texts that meet here only push each other out, so a simple hash is good enough.
  @inline(__always)
  private func slot(of text: ShortText) -> Int {
    let hash = (text.low &* 0x9E37_79B9_7F4A_7C15) ^ (text.high &* 0xC2B2_AE3D_27D4_EB4F)
    return Int(truncatingIfNeeded: hash &>> shift)
  }
}
