internal import ArgumentParser
internal import Values

/// The command line.
@main
struct SampleWorld: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-world",
    abstract:
      "Writes an invented county's extracts and registers, and the findings planted in them.",
    discussion: """
      The same scale, weeks, seed and date give the same bytes. People, providers and numbers are invented.

      Scale 1 is a county with 94 framework providers, over 100 others, 1,836 supported-living places \
      and 72,000 home-care calls a week. Weeks are rounded up to whole four-week pay periods.
      """
  )

  @Option(help: "How large the county is; 1 is a large English county, 0.05 a cut of it.")
  var scale: Scale = Scale(thousandths: 1000)

  @Option(help: "How many weeks of payments to write.")
  var weeks: Int = 13

  @Option(help: "The world's number: another seed, another county.")
  var seed: UInt64 = 1

  @Option(
    help: "The date as at which the extracts are cut, yyyy-mm-dd.",
    transform: { text in
      guard let date = CalendarDate(iso: text) else {
        throw ValidationError("'\(text)' is not a date; write it yyyy-mm-dd.")
      }
      return date
    }
  )
  var asAt: CalendarDate = CalendarDate(dayNumber: 19_995)  // 29 September 2024

  @Option(
    help: """
      What a line of the payments pays for: 'period', the care of a pay period at one price, or 'visit', \
      one visit of home care.
      """
  )
  var lines: BillingUnit = .period

  @Flag(help: "Write the extracts as plain text, not compressed.")
  var plain: Bool = false

  @Argument(help: "The folder to write; it is created where it is missing.")
  var folder: String

  mutating func validate() throws {
    // One closed payment run is the least that shows a difference.
    guard (8...156).contains(weeks) else {
      throw ValidationError("--weeks must be between 8 and 156.")
    }
    // The frameworks run, and the Procurement Act has not come into force.
    guard (CalendarDate(dayNumber: 19_662)...CalendarDate(dayNumber: 20_142)).contains(asAt) else {
      throw ValidationError("--as-at must be between 2023-11-01 and 2025-02-23.")
    }
  }

  mutating func run() throws {
    let world = try World(
      scale: scale,
      weeks: weeks,
      seed: seed,
      asAt: asAt,
      billing: lines,
      isPlain: plain,
      folder: folder
    )
    try world.write()
  }
}

/// What one line of the payments pays for.
enum BillingUnit: String, ExpressibleByArgument {
  /// The care of one pay period, at one price.
  case period
  /// One visit where care is given in visits, and the care of a period otherwise.
  case visit
}

/// How large a county is, in thousandths of scale 1, so that no number of the world is a fraction.
struct Scale: ExpressibleByArgument, CustomStringConvertible {
  var thousandths: Int

  init(thousandths: Int) { self.thousandths = thousandths }

  init?(argument: String) {
    guard let scaled = Decimal(argument)?.scaled(toScale: 3), (1...1_000_000).contains(scaled)
    else { return nil }
    thousandths = Int(scaled)
  }

  /// A number of scale 1 at this scale, but never less than the least.
  func of(_ number: Int, atLeast least: Int) -> Int {
    max(least, (number * thousandths + 500) / 1000)
  }

  var description: String {
    var text = Decimal(scaled: Int64(thousandths), scale: 3).description
    while text.last == "0" { text.removeLast() }
    return text.last == "." ? String(text.dropLast()) : text
  }
}
