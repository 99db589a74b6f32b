import Audit
import Findings
import TestSupport
import Testing

/// A dataset of purchases, whose headings the files below spell in their own ways.
private let purchases = [
  "reference: { type: text, required: true }", "supplier: { type: text }",
  "paid_on: { type: date, required: true }", "ordered_on: { type: date }",
  "net: { type: money, required: true }", "vat: { type: money }",
  "kind: { type: code, values: [care, grant] }",
]

private func propose(_ text: String) throws -> Proposed {
  try Proposed(["file.csv": Array(text.utf8)], fields: purchases)
}

@Suite struct `Proposed entries` {
  @Test func `pass over what stands above the headings, and leave out totals and copyright`() throws
  {
    let proposed = try propose(
      """
      Purchases over £500;;;
      Reference;Supplier;Paid On;Net
      ;;;
      P1;Alder Care;03/09/2024;600.00
      P2;Total Homes;17/09/2024;700.00
      P3;Oak Care;30/09/2024;800.00
      Total;;;2,100.00
      © Council of Nowhere 2024;;;

      """
    )
    #expect(proposed.rejected == [])
    #expect(proposed.loaded == tally(3, 210_000))
    #expect(proposed.check.record?.footers == 2)
    #expect(proposed.lines.contains("    header_row: 2"), "\(proposed.text)")
    #expect(proposed.lines.contains("    footers: ['Total', '©*']"), "\(proposed.text)")
  }

  @Test func `do not take a supplier called Total for a row of totals`() throws {
    let proposed = try propose(
      """
      supplier,reference,paid on,net
      Total Care Ltd,P1,2024-09-03,600.00
      Oak Care,P2,2024-09-03,700.00
      Total for September,,,1300.00

      """
    )
    // The row of the total is refused, and no row of data is left out.
    #expect(proposed.loaded == tally(2, 130_000))
    #expect(proposed.rejected == ["4 constraint-required"])
    #expect(proposed.text.contains("# footers: ['Total *']"), "\(proposed.text)")
  }

  @Test func `leave out no supplier of the next file whose name begins as a row of this one does`()
    throws
  {
    let proposed = try propose(
      """
      supplier,reference,paid on,net
      Summit Care,P1,2024-09-03,600.00
      Oak Care,P2,2024-09-03,700.00
      Sum: 1300.00,,,

      """
    )
    #expect(proposed.loaded == tally(2, 130_000))
    #expect(proposed.rejected == ["4 constraint-required"])
    #expect(proposed.text.contains("# footers: ['Sum:*']"), "\(proposed.text)")
    #expect(
      proposed.text.contains(
        "# 1 of the rows at the end are not told from data by `footers`; they are rejected"
      )
    )
  }

  @Test func `know what database programs write behind the rows`() throws {
    let proposed = try propose(
      """
      reference,paid on,net
      P1,2024-09-03,600.00
      P2,2024-09-03,700.00

      (2 rows affected)
      Completion time: 2024-09-29T03:00:11.2+01:00
      \u{1A}
      """
    )
    #expect(proposed.rejected == [])
    #expect(proposed.loaded == tally(2, 130_000))
    #expect(
      proposed.lines.contains("    footers: ['(* rows affected)', 'Completion time:*']"),
      "\(proposed.text)"
    )
    #expect(proposed.check.record?.footers == 3)
  }

  @Test func `leave out totals and page numbers between the rows`() throws {
    let rows = (1...9).map { number in
      "P\(number),0\(number)/09/2024,1.00"
        + (number % 3 == 0 ? "\nPage \(number / 3),,\nTotal,,3.00" : "")
    }
    let proposed = try propose((["Reference,Paid On,Net"] + rows + [""]).joined(separator: "\n"))
    #expect(proposed.loaded == tally(9, 900), "\(proposed.text)")
    #expect(proposed.rejected == [])
    #expect(proposed.lines.contains("    footers: ['Page *', 'Total']"), "\(proposed.text)")
    #expect(proposed.pages[0].contains("that begin like a total"), "\(proposed.pages[0])")
  }

  @Test func `leave out headings that stand again among the rows, however often`() throws {
    let headings = "Paid On,Reference,Net"
    let rows = (1...9).map { "0\($0)/09/2024,P\($0),1.00" }
    let lines =
      [headings] + rows[..<3] + [headings, headings] + rows[3...] + ["Overall total,,9.00"]
    let proposed = try propose((lines + [""]).joined(separator: "\n"))
    #expect(proposed.rejected == [])
    #expect(proposed.loaded == tally(9, 900))
    #expect(
      proposed.lines.contains("    footers: ['Overall total', 'Paid On']"),
      "\(proposed.text)"
    )
    #expect(proposed.pages[0].contains("2 more that repeat the headings (line 5, 6)"))
  }

  @Test(arguments: ["Care,P4,04/09/2024,1.00", "care,P4,04/09/2024,1.00"])
  func `leave no row of data out that begins as the headings do`(row: String) throws {
    let headings = "Care,Reference,Paid On,Net"
    let rows = (1...3).map { "Alder,P\($0),0\($0)/09/2024,1.00" }
    let proposed = try propose(([headings] + rows + [row, headings, ""]).joined(separator: "\n"))
    #expect(proposed.loaded == tally(4, 400))
    let isHeading = row.hasPrefix("Care")
    #expect(proposed.lines.contains("    footers: [Care]") == false)
    #expect(proposed.lines.contains("    footers: ['Care']") == !isHeading, "\(proposed.text)")
    #expect(proposed.text.contains("# rows that repeat the headings are rejected") == isHeading)
  }

  @Test func `read days of a spreadsheet among dates that are written out`() throws {
    let proposed = try propose(
      """
      reference,paid on,net
      P1,03/09/2024,1.00
      P2,45539,2.00
      P3,05/09/24,3.00
      P4,45541,4.00
      P5,07/09/2024,5.00

      """
    )
    #expect(proposed.rejected == [], "\(proposed.text)")
    #expect(proposed.loaded == tally(5, 1500))
    #expect(
      proposed.lines.contains("    dates: [dd/mm/yyyy, dd/mm/yy, excel]"),
      "\(proposed.text)"
    )
    #expect(proposed.pages[0].contains("2024-09-03 to 2024-09-07"), "\(proposed.pages[0])")
  }

  @Test func `say that a bare total at the end would be read as a row where nothing refuses it`()
    throws
  {
    let text =
      "reference,supplier,net,vat\nP1,Alder,1.00,0\nP2,Oak,2.00,0\nP3,Elm,3.00,0\n,,6.00,\n"
    let fields = [
      "reference: { type: text }", "supplier: { type: text }", "net: { type: money }",
      "vat: { type: money }",
    ]
    let open = try Proposed(["file.csv": Array(text.utf8)], fields: fields)
    #expect(open.loaded == tally(4, 1200))
    #expect(
      open.text.contains("so it is read as a row unless a cell does not fit: line 5"),
      "\(open.text)"
    )
    let required = ["reference: { type: text, required: true }"] + fields.dropFirst()
    let strict = try Proposed(["file.csv": Array(text.utf8)], fields: required)
    #expect(strict.loaded == tally(3, 600))
    #expect(strict.text.contains("# 1 of the rows at the end are not told"), "\(strict.text)")
    #expect(!strict.text.contains("CAUTION"))
  }

  @Test func `say where a second row reads like headings`() throws {
    let rows = (1...9).map { "P\($0),2024-09-0\($0),1.00\n" }.joined()
    let proposed = try propose("Reference,Paid On,Net\nNumber,Day,GBP\n" + rows)
    #expect(proposed.text.contains("# line 2 reads like headings, too"), "\(proposed.text)")
    #expect(proposed.rejected == ["2 type-error"])
    let plain = try propose("Reference,Paid On,Net\nP0,2024-09-01,1.00\n" + rows)
    #expect(!plain.text.contains("reads like headings"))
  }

  @Test func `take a heading that is a sign of money for the amount`() throws {
    let proposed = try propose("Reference,Supplier,Paid On,Kind,£\nP1,Elm,2024-09-03,care,1.00\n")
    #expect(proposed.loaded == tally(1, 100), "\(proposed.text)")
  }

  @Test func `take nobody's postcode or telephone for who it is`() throws {
    let row = "P1,SW1A 1AA,2024-09-03,600.00,Alder Care\n"
    let wrong = try propose("reference,Supplier Postcode,paid on,net,Remarks\n" + row)
    #expect(wrong.text.contains("supplier: { absent: true }"), "\(wrong.text)")
    let right = try propose("reference,Supplier Postcode,paid on,net,Supplier Company Name\n" + row)
    #expect(right.text.contains("supplier: Supplier Company Name"), "\(right.text)")
  }

  @Test func `take the dataset's own name in a heading for little`() throws {
    let proposed = try propose("Purchase Reference,Paid On,Net\nP1,2024-09-03,1.00\n")
    #expect(proposed.loaded == tally(1, 100), "\(proposed.text)")
  }

  @Test func `say how each column writes its dates`() throws {
    let proposed = try propose(
      """
      reference,paid on,ordered on,net
      P1,25/09/2024,9/13/2024,1.00
      P2,26/09/2024,9/4/2024,2.00
      P3,2024-09-27,9/5/2024,3.00
      P4,28/09/2024 14:05,12/31/2023,4.00
      P5,29/09/2024,31/12/9999,5.00

      """
    )
    #expect(proposed.rejected == [], "\(proposed.text)")
    #expect(proposed.loaded == tally(5, 1500))
    #expect(
      proposed.lines.contains("    dates: [dd/mm/yyyy, yyyy-mm-dd, 'dd/mm/yyyy hh:mm']"),
      "\(proposed.text)"
    )
    #expect(
      proposed.lines.contains("      ordered_on: { heading: ordered on, dates: m/d/yyyy }"),
      "\(proposed.text)"
    )
    #expect(proposed.lines.contains("    blanks: ['31/12/9999']"), "\(proposed.text)")
  }

  @Test func `take the order of day and month from another column of the file`() throws {
    let proposed = try propose(
      """
      reference,paid on,ordered on,net
      P1,09/03/2024,08/31/2024,1.00
      P2,09/04/2024,08/30/2024,2.00

      """
    )
    #expect(proposed.rejected == [])
    #expect(proposed.lines.contains("    dates: mm/dd/yyyy"), "\(proposed.text)")
    #expect(proposed.text.contains("# every date fits dd/mm and mm/dd alike"), "\(proposed.text)")
  }

  @Test(
    arguments: [
      ("45538", "45541", "excel"), ("45538.25", "45541", "excel"),
      ("20240903", "20240906", "yyyymmdd"), ("3 Sep 2024", "16 Sep 2024", "d Mon yyyy"),
      ("03-SEPT-24", "06-Sep-24", "dd-Mon-yy"),
      ("2024-09-03T00:00:00.000Z", "2024-09-06T12:00:00.5Z", "yyyy-mm-ddThh:mm:ss.fffZ"),
      ("3/9/2024 9:30 AM", "16/9/2024 11:05 PM", "d/m/yyyy h:mm AM/PM"),
      ("2024-09-03T09:30:00+01:00", "2024-09-06T12:00:00+01:00", "yyyy-mm-ddThh:mm:ssZ"),
      ("2024-09-03 09:30:00 +0100", "2024-09-06 12:00:00 +00", "yyyy-mm-dd hh:mm:ss Z"),
      ("Tue 03 Sep 2024", "Fri 06 Sep 2024", "Weekday dd Mon yyyy"),
      ("\"Tuesday, 3 September 2024\"", "\"Friday, 6 September 2024\"", "Weekday, d Month yyyy"),
      ("\"Sep 3, 2024\"", "\"Sep 16, 2024\"", "Mon d, yyyy"),
      ("\"3 September, 2024\"", "\"16 September, 2024\"", "d Month, yyyy"),
      (
        "\"September 3, 2024 9:30 AM\"", "\"September 16, 2024 11:05 PM\"",
        "Month d, yyyy h:mm AM/PM"
      ),
    ]
  )
  func `read dates as spreadsheets and other programs write them`(
    first: String,
    second: String,
    pattern: String
  ) throws {
    let proposed = try propose(
      "reference,paid on,net\nP1,\(first),1.00\nP2,\(second),2.00\n"
    )
    #expect(proposed.rejected == [], "\(proposed.text)")
    #expect(proposed.loaded == tally(2, 300), "\(proposed.text)")
    let settings = proposed.lines.joined(separator: "\n")
    #expect(
      settings.contains("dates: \(pattern)") || settings.contains("dates: '\(pattern)'"),
      "\(proposed.text)"
    )
  }

  @Test func `say how each column writes its numbers`() throws {
    let proposed = try propose(
      """
      reference,paid on,net,vat
      P1,2024-09-03,"£1,250.00 CR",(12.00)
      P2,2024-09-03,"€2,000.00 DR",(1.00)
      P3,2024-09-03,GBP 5.00,2.00
      P4,2024-09-03,5.00,

      """
    )
    #expect(proposed.rejected == [], "\(proposed.text)")
    // −1,250.00 + 2,000.00 + 5.00 + 5.00
    #expect(proposed.loaded == tally(4, 76_000))
    #expect(
      proposed.lines.contains(
        "    numbers: { thousands: ',', currency: ['£', '€', GBP], negatives: [CR] }"
      ),
      "\(proposed.text)"
    )
    #expect(
      proposed.lines.contains("      vat: { heading: vat, numbers: { negatives: [parentheses] } }"),
      "\(proposed.text)"
    )
  }

  @Test(
    arguments: [
      "£(12.00)", "12.00-", "(12.00)", "-12.00", "£-12.00", "-£12.00", "12.00 CR", "− 12.00",
      "(£12.00)",
    ]
  )
  func `read an amount below zero however it is written`(amount: String) throws {
    let proposed = try propose("reference,paid on,net\nP1,2024-09-03,\(amount)\nP2,2024-09-03,1\n")
    #expect(proposed.rejected == [], "\(proposed.text)")
    #expect(proposed.loaded == tally(2, -1100), "\(proposed.text)")
  }

  @Test func `group thousands by spaces where the file does`() throws {
    let proposed = try propose(
      "reference,paid on,net\nP1,2024-09-03,1 234 567.50\nP2,2024-09-03,2\u{A0}000.00\n"
    )
    #expect(proposed.rejected == [], "\(proposed.text)")
    #expect(proposed.loaded == tally(2, 123_656_750))
  }

  @Test func `list words for blank, but none that a field has as a value`() throws {
    let proposed = try Proposed(
      [
        "file.csv": Array(
          """
          reference,supplier,paid on,net,kind
          P1,REDACTED PERSONAL DATA,2024-09-03,1.00,N/A
          P2,Redacted,2024-09-03,2.00,care
          P3,#N/A,2024-09-03,3.00,care
          P4,Oak Care,2024-09-03,4.00,care

          """.utf8
        )
      ],
      fields: Array(purchases.dropLast()) + [
        "kind: { type: code, values: [care, N/A], required: true }"
      ]
    )
    #expect(proposed.rejected == [], "\(proposed.text)")
    #expect(
      proposed.lines.contains("    blanks: ['REDACTED…', 'Redacted', '#N/A']"),
      "\(proposed.text)"
    )
  }

  @Test func `name columns by their place where headings cannot`() throws {
    let proposed = try propose(
      "reference,amount,paid on,amount,\nP1,x,2024-09-03,7.00,\nP2,y,2024-09-04,8.00,\n"
    )
    #expect(proposed.loaded == tally(2, 1500), "\(proposed.text)")
    #expect(
      proposed.lines.contains("      net: { heading: 'amount', which: 2 }"),
      "\(proposed.text)"
    )
  }

  @Test func `say which values a list does not have, and which fields were not found`() throws {
    let proposed = try propose(
      "reference,paid on,net,kind\n"
        + (1...10).map { "P\($0),2024-09-03,1.00,\($0 < 6 ? "care" : "Other")\n" }.joined()
    )
    #expect(proposed.text.contains("1 of its values are not on the field's list: 'Other'"))
    #expect(proposed.text.contains("      supplier: { absent: true }"), "\(proposed.text)")
    #expect(proposed.check.record?.loaded.rows == 5)
  }

  @Test func `leave a field that must be there, and was not found, to a person`() throws {
    let proposed = try Proposed(
      ["file.csv": Array("reference,paid on,net\nP1,2024-09-03,1.00\n".utf8)],
      fields: purchases + ["region: { type: text, blank: everywhere }"]
    )
    #expect(proposed.text.contains("# region: ?  # a blank means: everywhere"), "\(proposed.text)")
    #expect(proposed.check.refusal?.contains("\"region\"") == true, "\(proposed.text)")
  }

  // MARK: Files

  @Test(arguments: [([0xEF, 0xBB, 0xBF] as [UInt8], false), ([], false), ([0xFF, 0xFE], true)])
  func `read the file in its encoding and with its delimiter`(mark: [UInt8], isUTF16: Bool) throws {
    let text = "reference\tsupplier\tpaid on\tnet\r\nP1\tCafé\t2024-09-03\t1.00\r\n"
    let bytes =
      isUTF16 ? text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } : Array(text.utf8)
    let proposed = try Proposed(["file.csv": mark + bytes], fields: purchases)
    #expect(proposed.loaded == tally(1, 100), "\(proposed.text)")
    #expect(proposed.lines.contains("    delimiter: tab"), "\(proposed.text)")
  }

  @Test func `read Windows-1252, and a name that a pattern would not match`() throws {
    let text = Array("reference,supplier,paid on,net\nP1,Caf".utf8) + [0xE9]
    let bytes = text + Array(",2024-09-03,1.00\n".utf8)
    let proposed = try Proposed(["a [1]*.csv": bytes], fields: purchases)
    #expect(proposed.loaded == tally(1, 100), "\(proposed.text)")
    #expect(proposed.lines.contains("    encoding: windows-1252"), "\(proposed.text)")
  }

  @Test func `make one source of several files of one kind, with all their headings`() throws {
    let proposed = try Proposed(
      [
        "april.csv": Array("reference,supplier,paid on,net\nP1,A,2024-04-03,1.00\n".utf8),
        "may.csv": Array("reference,suplier name,paid date,net\nP2,A,03/05/2024,2.00\n".utf8),
        "june.csv": Array("reference,supplier,paid on,net\nP3,A,2024-06-03,(3.00)\n".utf8),
      ],
      fields: purchases
    )
    #expect(proposed.loaded == tally(3, 0), "\(proposed.text)")
    #expect(proposed.text.contains("3 files of one kind"), "\(proposed.text)")
    #expect(
      proposed.lines.contains("      supplier: ['supplier', 'suplier name']"),
      "\(proposed.text)"
    )
  }

  @Test func `leave a file that is written otherwise to a person`() throws {
    let proposed = try Proposed(
      [
        "a.csv": Array("reference,paid on,net\nP1,2024-04-03,1.00\n".utf8),
        "b.csv": Array("reference;paid on;net\nP2;2024-04-03;2.00\n".utf8),
      ],
      fields: purchases
    )
    #expect(proposed.loaded == tally(1, 100), "\(proposed.text)")
    #expect(proposed.text.contains("  # One source cannot read these"), "\(proposed.text)")
  }
}
