import Glibc
import Values

/// Writes invented payment lines as a council's ledger would, always the same ones for a number of rows.
struct PaymentWriter {
  private let file: Int32
  private var bytes: [UInt8] = []
  private var state: UInt64 = 4
  /// The days of the dates, as they are written.
  private let days: [[UInt8]]
  private let suppliers: [(id: [UInt8], name: [UInt8])]

  private static let kinds = ["basic", "credit", "arrears"].map { Array($0.utf8) }
  private static let units = ["hour", "day", "week", "visit"].map { Array($0.utf8) }

  init(path: String) {
    file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { Benchmark.fail("\(path) cannot be written") }
    bytes.reserveCapacity(1 << 21)
    let start = CalendarDate(iso: "2021-01-04")?.dayNumber ?? 0
    days = (0..<1_600).map { offset in
      let parts = CalendarDate(dayNumber: start + offset).description.split(separator: "-")
      return Array(parts.reversed().joined(separator: "/").utf8)
    }
    let places = ["Elm", "Oak", "Ash", "Hill", "Lea", "Ford", "Dale", "Moor", "Mill", "Park"]
    let kinds = ["Care", "Homes", "Living", "Nursing"]
    suppliers = (1...200).map { number in
      let place = places[number % 10] + places[number / 10 % 10].lowercased()
      // One name in eight has a comma, so that one cell in a hundred is quoted.
      let name = number % 8 == 0 ? "\"\(place), Kent\"" : "\(place) \(kinds[number % 4])"
      return (Array("S\(1_000 + number)".utf8), Array(name.utf8))
    }
  }

  /// Writes the headings and so many rows.
  mutating func write(rows: Int) {
    bytes += Payment.headings.joined(separator: ",").utf8
    bytes.append(UInt8(ascii: "\n"))
    for row in 1...rows {
      writeRow(row)
      if bytes.count > 1 << 20 { flush() }
    }
    flush()
    _ = close(file)
  }

  private mutating func writeRow(_ row: Int) {
    let supplier = suppliers[random(200)]
    append("P", row, digits: 8)
    append(supplier.id)
    append(supplier.name)
    append("I", random(1_000_000), digits: 6)
    let kind = random(20)
    append(PaymentWriter.kinds[kind < 18 ? 0 : kind - 17])
    append("L", random(50_000), digits: 5)
    let from = random(1_500)
    let to = from + 6 + 7 * random(4)
    append(days[from])
    append(days[to])
    append(days[to + 1 + random(60)])
    append(PaymentWriter.units[random(4)])
    let units = 25 + 25 * random(670)
    let rate = 100_000 + 125 * random(3_000)
    append(number: units, scale: 2)
    append(number: rate, scale: 4)
    // Two and four places make six; a half goes up.
    let pence = (units * rate + 5_000) / 10_000
    append(number: kind == 18 ? -pence : pence, scale: 2)
    bytes[bytes.count - 1] = UInt8(ascii: "\n")
  }

  private mutating func append(_ text: [UInt8]) {
    bytes += text
    bytes.append(UInt8(ascii: ","))
  }

  private mutating func append(_ letter: Unicode.Scalar, _ number: Int, digits: Int) {
    bytes.append(UInt8(ascii: letter))
    append(digits: number, atLeast: digits)
    bytes.append(UInt8(ascii: ","))
  }

  private mutating func append(number: Int, scale: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digits: abs(number), atLeast: scale + 1)
    bytes.insert(UInt8(ascii: "."), at: bytes.count - scale)
    bytes.append(UInt8(ascii: ","))
  }

  private mutating func append(digits number: Int, atLeast least: Int) {
    var (rest, count) = (number, 0)
    let start = bytes.count
    while rest > 0 || count < least {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      count += 1
    }
    bytes[start...].reverse()
  }

  private mutating func flush() {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(file, $0.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      guard written > 0 else { Benchmark.fail("the payments cannot be written") }
      done += written
    }
    bytes.removeAll(keepingCapacity: true)
  }

  /// A number below a bound, by SplitMix64 and the high half of a product.
  private mutating func random(_ bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    mixed ^= mixed >> 31
    return Int(mixed.multipliedFullWidth(by: UInt64(bound)).high)
  }
}
