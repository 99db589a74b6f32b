/// A delimiter of several bytes, for which one byte that stands for nothing in the encoding is put before rows are split.
public struct LongDelimiter: Hashable, Sendable {
  /// Its UTF-8.
  let text: [UInt8]
  /// Its bytes in the file, once that is UTF-8 or Windows-1252.
  let bytes: [UInt8]
  /// What stands for it: no UTF-8 has 0xFF, and no Windows-1252 0x81.
  public let byte: UInt8
  /// What is put where that byte stands in the file itself, which is no text either.
  let strayByte: UInt8

  /// Creates a delimiter of two bytes or more; nil for any other, and for letters, digits, quotes and line ends.
  public init?(_ text: String, in encoding: TextEncoding) {
    let signs = text.unicodeScalars
    let isPlain = signs.allSatisfy {
      $0 != "\"" && !$0.properties.isAlphabetic && $0.properties.numericType == nil && $0 != "\n"
        && $0 != "\r"
    }
    self.text = Array(text.utf8)
    bytes =
      encoding == .windows1252 ? signs.compactMap { encoding.singleByte($0) } : Array(text.utf8)
    (byte, strayByte) = encoding == .windows1252 ? (0x81, 0x8D) : (0xFF, 0xFE)
    let isWritable = encoding != .windows1252 || bytes.count == signs.count
    guard isPlain, isWritable, (2...LongDelimiter.most).contains(bytes.count) else { return nil }
  }

  /// The most bytes that it has.
  public static let most = 8
}

/// Puts one byte for each long delimiter, as the text arrives.
struct DelimiterConversion {
  private let delimiter: LongDelimiter
  /// What has been converted, and how much of it has been given out.
  private var ready: [UInt8] = []
  private var given = 0
  /// The start of a delimiter, perhaps, at the end of what came last.
  private var held: [UInt8] = []

  init(_ delimiter: LongDelimiter) { self.delimiter = delimiter }

  /// Whether there is nothing left to give out.
  var isEmpty: Bool { given == ready.count }

  /// Takes bytes when nothing is left; none says that the text has ended.
  mutating func take(_ bytes: ArraySlice<UInt8>) {
    let all = held + bytes
    let isLast = bytes.isEmpty
    ready.removeAll(keepingCapacity: true)
    held = []
    given = 0
    var index = 0
    while index < all.count {
      guard all[index] == delimiter.bytes[0] else {
        ready.append(all[index] == delimiter.byte ? delimiter.strayByte : all[index])
        index += 1
        continue
      }
      let rest = all[index...]
      if rest.starts(with: delimiter.bytes) {
        ready.append(delimiter.byte)
        index += delimiter.bytes.count
      } else if !isLast, rest.count < delimiter.bytes.count, delimiter.bytes.starts(with: rest) {
        held = Array(rest)
        return
      } else {
        ready.append(all[index])
        index += 1
      }
    }
  }

  /// Writes what there is room for, and returns how many bytes that is.
  mutating func write(into buffer: inout [UInt8], at offset: Int) -> Int {
    let count = min(ready.count - given, buffer.count - offset)
    for index in 0..<count { buffer[offset + index] = ready[given + index] }
    given += count
    return count
  }
}
