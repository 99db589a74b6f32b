/// Rows that follow one another and hold the same key, put together.
///
/// Extracts list what belongs together one after the other, so that there are far fewer runs than rows of most keys.
struct KeyRuns: Sendable {
  /// The words of each run's key, run after run.
  private(set) var words: [Int64] = []
  /// Where each run begins among all rows that are grouped.
  private(set) var starts: [Int32] = []
  /// How many rows each run has.
  private(set) var sizes: [Int32] = []
  /// Where the runs of each part of the hashes begin; the last is where all end.
  private(set) var parts: [Int32]

  /// How many runs there are.
  var count: Int { starts.count }

  /// The runs of some rows that follow one another among all, in order.
  ///
  /// - Parameters:
  ///   - words: The words of the rows' keys.
  ///   - width: How many words a key has; none where nothing tells rows apart.
  ///   - isOdd: Rows that are in no run; nil where there are none.
  ///   - places: The rows' places among all.
  init(_ words: [Int64], width: Int, isOdd: [Bool]?, at places: Range<Int>) {
    var last = -1
    for index in 0..<places.count {
      if let isOdd, isOdd[index] {
        last = -1
        continue
      }
      if last >= 0 {
        var differ: Int64 = 0
        for position in 0..<width {
          differ |= words[index &* width &+ position] ^ words[last &* width &+ position]
        }
        if differ == 0 {
          sizes[sizes.count &- 1] &+= 1
          continue
        }
      }
      last = index
      starts.append(Int32(places.lowerBound &+ index))
      sizes.append(1)
      for position in 0..<width { self.words.append(words[index &* width &+ position]) }
    }
    parts = [0, Int32(starts.count)]
  }

  /// The same runs, one part of the hashes after the other; each part's are in order.
  func sorted(width: Int, partCount: Int) -> KeyRuns {
    var part = [UInt8](repeating: 0, count: count)
    var parts = [Int32](repeating: 0, count: partCount + 1)
    for run in part.indices {
      let own = KeyHash.of(words, run, width).part(of: partCount)
      part[run] = UInt8(own)
      parts[own + 1] &+= 1
    }
    for number in 0..<partCount { parts[number + 1] += parts[number] }
    var next = parts
    var sorted = KeyRuns(count: count, width: width, parts: parts)
    for run in part.indices {
      let place = Int(next[Int(part[run])])
      next[Int(part[run])] &+= 1
      sorted.starts[place] = starts[run]
      sorted.sizes[place] = sizes[run]
      for position in 0..<width {
        sorted.words[place &* width &+ position] = words[run &* width &+ position]
      }
    }
    return sorted
  }

  /// Room for so many runs.
  private init(count: Int, width: Int, parts: [Int32]) {
    words = [Int64](repeating: 0, count: width * count)
    starts = [Int32](repeating: 0, count: count)
    sizes = starts
    self.parts = parts
  }

  /// The runs of one part of the hashes.
  func runs(ofPart number: Int) -> Range<Int> { Int(parts[number])..<Int(parts[number + 1]) }
}

/// The groups of the keys of some runs, numbered in the order in which they first come.
struct NumberedRuns: Sendable {
  /// The group of each run.
  private(set) var numbers: [Int32] = []
  /// How many rows each group has.
  private(set) var sizes: [Int32] = []
  /// Where each group's first row is among all rows.
  private(set) var firsts: [Int32] = []

  /// Adds a run, whose group may be the next there is.
  @inline(__always)
  mutating func add(group: Int, start: Int32, size: Int32) {
    if group == sizes.count {
      sizes.append(0)
      firsts.append(start)
    }
    sizes[group] &+= size
    numbers.append(Int32(truncatingIfNeeded: group))
  }
}
