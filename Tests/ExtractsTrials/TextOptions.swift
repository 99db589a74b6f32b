internal import Extracts
internal import Tables

/// How a trial binds a file: everything that changes what a row is, chosen by four bytes.
///
/// Six bits of each byte count, so that letters can stand for them: `@` for 0, `A` for 1 and so on.
struct TextOptions {
  /// How many bytes choose.
  static let length = 4

  let delimiter: UInt8
  let encoding: TextEncoding
  let headerLine: Int
  let schema: Schema
  let longestRow: Int
  let acceptsMissingCells: Bool
  let footers: [String]
  let trailer: String?
  let blanks: [String]
  /// Whether the file is delivered again, with one more line end.
  let isTwice: Bool
  /// How many bytes are read at a time, once the file is not read as a whole.
  let block: Int

  init(_ bytes: ArraySlice<UInt8>) {
    var choices = Choices(bytes: bytes)
    let sign = choices.next(of: [",", ";", "\t", "|"].map { UInt8(ascii: $0) })
    encoding = choices.next(of: [.utf8, .windows1252, .utf16, .utf8])
    // Beyond ASCII only Windows-1252 has characters of one byte, such as ¬.
    delimiter = encoding == .windows1252 && sign == UInt8(ascii: "|") ? 0xAC : sign
    headerLine = choices.next(of: [1, 2, 3, 1])
    let kind = choices.next(of: [0, 1, 2, 3])
    longestRow = choices.next(of: [4096, 120, 40, 12])
    let hasKey = choices.next(of: [false, true])
    schema = TextOptions.schema(kind, key: hasKey ? [0] : [])
    acceptsMissingCells = choices.next(of: [false, true])
    let hasMarks = choices.next(of: [false, true])
    footers = hasMarks ? ["Total*", "*end*of*file", "©"] : []
    trailer = hasMarks ? "TRL*" : nil
    blanks = choices.next(of: [[], ["n/a", "-…"]])
    isTwice = choices.next(of: [false, true])
    _ = choices.next(of: Array(0..<8))
    block = choices.next(of: Array(1...64))
  }

  /// Whether the first field is the key.
  var hasKey: Bool { !schema.key.isEmpty }

  /// A line end as the file's encoding has it.
  var lineFeed: [UInt8] { encoding == .utf16 ? [0x0A, 0x00] : [0x0A] }

  /// The binding, with fields at the first three columns.
  func binding(_ paths: [String], block: Int) -> Binding {
    var binding = Binding(schema: schema, files: paths)
    for (index, field) in schema.fields.enumerated() {
      binding.columns[field.name] = BoundColumn(place: .position(index + 1))
    }
    binding.delimiter = delimiter
    binding.encoding = encoding
    binding.headerLine = headerLine
    binding.blanks = blanks
    binding.marks.footers = footers.compactMap { CellPattern($0) }
    binding.marks.trailer = trailer.flatMap { CellPattern($0) }
    binding.acceptsMissingCells = acceptsMissingCells
    binding.pseudonymKey = Array(0..<32)
    binding.sizes = RowSizes(longestRow: longestRow, block: block)
    binding.maximumRejected = .rows(.max)
    return binding
  }

  private static func schema(_ kind: Int, key: [Int]) -> Schema {
    let fields =
      switch kind {
      case 0: ["a", "b", "c"].map { Field(name: $0, type: .text, blank: .answer("none")) }
      case 1: ["a", "b", "c"].map { Field(name: $0, type: .text, blank: .refused) }
      case 2:
        [
          Field(name: "a", type: .code, values: ["a", "b", "é"]), Field(name: "b", type: .money),
          Field(name: "c", type: .date),
        ]
      default:
        [
          Field(name: "a", type: .number(scale: 3)), Field(name: "b", type: .boolean),
          Field(name: "c", type: .text, privacy: .pseudonymise),
        ]
      }
    return Schema(
      dataset: "rows",
      each: "row",
      fields: fields,
      key: key,
      control: kind == 2 ? 1 : nil
    )
  }
}

extension Schema {
  /// Whether all fields are texts that are stored as they are.
  var hasTextsOnly: Bool { fields.allSatisfy { $0.type == .text && $0.privacy == .open } }
}

/// Takes choices from the bits of bytes; where there are none left, the first of each.
private struct Choices {
  private var bits: [Bool]

  init(bytes: ArraySlice<UInt8>) {
    bits = bytes.flatMap { byte in (0..<6).map { byte >> $0 & 1 == 1 } }.reversed()
  }

  /// - Precondition: There are 2, 4, 8 … of them.
  mutating func next<Choice>(of choices: [Choice]) -> Choice {
    var index = 0
    var place = 1
    while place < choices.count {
      if bits.popLast() == true { index += place }
      place *= 2
    }
    return choices[index]
  }
}
