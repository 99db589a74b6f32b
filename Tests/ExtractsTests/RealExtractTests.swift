import Extracts
import Findings
import Glibc
import Tables
import TestSupport
import Testing

/// What RealExtracts/count.py found with Python's readers, which share no code with these, and a person reviewed.
private let figures =
  ProjectFiles.text(ProjectFiles.root + "/Tests/ExtractsTests/RealExtracts/expected.txt") ?? ""

/// The figures of each file.
private let expected: [String: String] = {
  var summaries: [String: String] = [:]
  var name = ""
  for line in figures.split(separator: "\n") {
    if !line.hasPrefix(" ") { name = String(line.prefix { $0 != ":" }) }
    summaries[name, default: ""] += line + "\n"
  }
  return summaries
}()

/// What a shell command prints.
private func output(of command: String) -> (text: String, status: Int32)? {
  guard let pipe = unsafe popen(command, "r") else { return nil }
  var bytes: [UInt8] = []
  while case let byte = unsafe fgetc(pipe), byte != EOF {
    bytes.append(UInt8(truncatingIfNeeded: byte))
  }
  let status = unsafe pclose(pipe)
  return (String(decoding: bytes, as: UTF8.self), status)
}

private let hasPython = output(of: "python3 -c 'import openpyxl' 2>/dev/null")?.status == 0

@Suite(.enabled(if: RealFile.isThere, "the real extracts are not beside the project"))
struct `Files that public bodies published` {
  @Test(arguments: RealFile.every)
  func `each column holds what another reader finds in it, and the same rows are refused`(
    file: RealFile
  ) throws {
    let summary = try file.summary()
    #expect(summary == expected[file.name])
  }

  @Test(.enabled(if: hasPython, "python3 and openpyxl are not installed"))
  func `the figures are those that the other reader finds`() throws {
    let script = ProjectFiles.root + "/Tests/ExtractsTests/RealExtracts/count.py"
    let counted = try #require(output(of: "python3 '\(script)' '\(RealFile.folder)'"))
    #expect(counted.status == 0)
    #expect(counted.text == figures)
  }

  @Test func `the pounds are those that the files themselves say`() throws {
    // Leeds ends its file with a row of its total, which is rejected; the rows loaded add up to it.
    let leeds = try RealFile.leeds.read()
    #expect(leeds.rejected.compactMap(\.pence) == [7_891_771_050])
    #expect(leeds.record.loaded.pence == 7_891_771_050)
    // In Salford, each payment's net and VAT make its gross.
    var payments = RealFile.payments
    payments.key = 0
    let salford = try payments.read(only: ["DocumentNo", "Gross", "VAT", "Net"])
    let columns = salford.table.columns
    for row in 0..<salford.table.loadedCount {
      guard case .scaled(let gross) = columns[1][row], case .scaled(let tax) = columns[2][row],
        case .scaled(let net) = columns[3][row]
      else {
        Issue.record("row \(row) lacks money")
        continue
      }
      #expect(net + tax == gross)
    }
  }

  @Test func `negatives that are not declared are refused, and not read as positive`() throws {
    var london = RealFile.london
    london.adjust = { _ in }
    let extract = try london.read()
    #expect(extract.record.rejected.rows == 86)
    #expect(extract.rejected.allSatisfy { $0.code == .typeError && $0.heading == "Amount" })
  }

  @Test
  func `a column without a heading is refused, unless all that it holds is declared to be blank`()
    throws
  {
    var newcastle = RealFile.newcastle
    newcastle.adjust = { _ in }
    let extract = try newcastle.read()
    #expect(extract.record.loaded.rows == 0)
    #expect(extract.rejected.count == 6568)
    #expect(extract.rejected.allSatisfy { $0.code == .extraCell })
  }
}
