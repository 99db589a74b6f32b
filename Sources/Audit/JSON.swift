/// A JSON value whose members keep their order, so that equal values make equal bytes.
enum JSON {
  case text(String)
  case integer(Int)
  case boolean(Bool)
  case null
  case list([JSON])
  case object([Member])

  /// A named value of an object.
  struct Member {
    var name: String
    var value: JSON

    init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// The value on indented lines, with a line end.
  var bytes: [UInt8] {
    var output: [UInt8] = []
    write(to: &output, indent: 0)
    output.append(0x0A)
    return output
  }

  private func write(to output: inout [UInt8], indent: Int) {
    switch self {
    case .text(let text): JSON.write(text, to: &output)
    case .integer(let value): output += String(value).utf8
    case .boolean(let value): output += (value ? "true" : "false").utf8
    case .null: output += "null".utf8
    case .list(let items):
      JSON.write(items, "[", "]", to: &output, indent: indent) { item, output in
        item.write(to: &output, indent: indent + 2)
      }
    case .object(let members):
      JSON.write(members, "{", "}", to: &output, indent: indent) { member, output in
        JSON.write(member.name, to: &output)
        output += ": ".utf8
        member.value.write(to: &output, indent: indent + 2)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item],
    _ open: String,
    _ close: String,
    to output: inout [UInt8],
    indent: Int,
    _ write: (Item, inout [UInt8]) -> Void
  ) {
    output += open.utf8
    for (index, item) in items.enumerated() {
      output += "\(index > 0 ? "," : "")\n\(String(repeating: " ", count: indent + 2))".utf8
      write(item, &output)
    }
    if !items.isEmpty { output += "\n\(String(repeating: " ", count: indent))".utf8 }
    output += close.utf8
  }

  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: output += [0x5C, byte]
      case 0x0A: output += "\\n".utf8
      case 0x0D: output += "\\r".utf8
      case 0x09: output += "\\t".utf8
      case 0..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        output += "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8
      default: output.append(byte)
      }
    }
    output.append(0x22)
  }
}
