internal import Sheets

/// Inflates gzip data of one or several members, as it arrives.
struct Inflater: ~Copyable {
  /// Why the data cannot be inflated.
  enum Fault: Error {
    case damaged
    case cutShort
    case trailingBytes
    case tooLarge
  }

  private var stream = InflateStream(.gzip)

  /// Whether the data may end here.
  var isComplete: Bool { stream.isComplete }

  /// Inflates what it can of `input[range]` into `output[offset...]`, shortens the range by what it took, and returns how
  /// many bytes it wrote.
  mutating func inflate(
    _ input: inout [UInt8],
    _ range: inout Range<Int>,
    into output: inout [UInt8],
    at offset: Int
  ) throws(Fault) -> Int {
    if isComplete {
      // Tapes and some tools pad the last member with zeros.
      while let first = range.first, input[first] == 0 { range.removeFirst() }
      guard let first = range.first else { return 0 }
      guard input[first] == FileStart.gzip[0] else { throw .trailingBytes }
      stream.restart()
    }
    do {
      return try stream.inflate(&input, &range, into: &output, at: offset)
    } catch {
      throw .damaged
    }
  }
}
