@testable import Extracts
import Findings
import Glibc
import Tables
import Testing
import Values

private let rows = "a,b,c\n1,2,3\n"
// What `printf 'a,b,c\n1,2,3\n' | sha256sum` prints.
private let digest = "9284ed4fd7fe1346904656f329db6cc49c0e7ae5b8279bff37f96bc6eb59baad"

/// A delivery of some files, all of text.
private struct Post {
  let folder = Folder()
  var delivery: Delivery

  init(_ names: String...) {
    delivery = Delivery(Binding(schema: textSchema(), files: []))
    delivery.binding.files = names.map { folder.write(rows, to: $0) }
  }

  func read(earlier: [FileState]? = nil) throws(ExtractError) -> Extract {
    try delivery.read(
      into: TextPool(),
      earlier: earlier,
      now: 0,
      asAt: CalendarDate(dayNumber: 0),
      previous: nil
    )
  }

  /// The refusal; nil where the delivery is read.
  func refusal(earlier: [FileState]? = nil) -> ExtractError? {
    do throws(ExtractError) {
      _ = try read(earlier: earlier)
      return nil
    } catch {
      return error
    }
  }

  /// Sets when a file was last changed.
  func setTime(of name: String, to seconds: Int) {
    var times = [timeval(tv_sec: seconds, tv_usec: 0), timeval(tv_sec: seconds, tv_usec: 0)]
    let status = unsafe utimes("\(folder.path)/\(name)", &times)
    precondition(status == 0)
  }
}

@Suite struct `Files that a guard refuses` {
  @Test func `are given to nobody, unless it is asked what is in them`() throws {
    var post = Post("a.csv")
    _ = post.folder.write("a,b,c\n1,2,3\nshort\n", to: "a.csv")
    post.delivery.binding.maximumRejected = .rows(1)
    post.delivery.guards = [.rows(atLeast: 1_000)]
    let refusal = try #require(post.refusal())
    #expect(refusal.message.hasPrefix("it must have at least 1000 rows: 2 rows; ask for a fresh"))
    post.delivery.withholdsRefusedRows = false
    let extract = try post.read()
    #expect(extract.refusal == refusal)
    #expect(extract.record.loaded.rows == 1)
    #expect(extract.rejected.map(\.code) == [.missingCell])
    post.delivery.guards = [.rows(atLeast: 2)]
    #expect(try post.read().refusal == nil)
  }
}

@Suite struct `Files that may not be complete` {
  @Test func `without a declaration a file is complete`() throws {
    #expect(try Post("a.csv").read().record.loaded.rows == 1)
  }

  @Test
  func
    `a last line that does not end is reported, unless something else tells that the file is whole`()
    throws
  {
    var post = Post("a.csv", "b.csv")
    #expect(try post.read().record.checks.isEmpty)
    _ = post.folder.write("a,b,c\r\n1,2,3\r\n4,5,6", to: "b.csv")
    let check = try #require(try post.read().record.checks.first)
    #expect(check.result == .reported)
    #expect(check.explanation == "b.csv: the last line does not end, so the file may be cut short")
    post.delivery.guards = [.rows(atLeast: 1)]
    #expect(try post.read().record.checks.map(\.result) == [.passed, .reported])
    post.delivery.completeness = .doneMarker
    _ = post.folder.write("", to: "a.csv.done")
    _ = post.folder.write("", to: "b.csv.done")
    #expect(try post.read().record.checks.map(\.result) == [.passed])
  }

  @Test(arguments: ["a,b,c\n1,2,3\n© Council", "a,b,c\n1,2,3\n ", "a,b,c\r1,2,3\r", "a,b,c"])
  func `a file that ends with no row of data is not cut within one`(text: String) throws {
    var post = Post("a.csv")
    _ = post.folder.write(text, to: "a.csv")
    post.delivery.binding.marks.footers = [CellPattern("©*")].compactMap(\.self)
    #expect(try post.read().record.checks.isEmpty)
  }

  @Test func `each file has its marker, written after it`() throws {
    var post = Post("a.csv", "b.csv")
    post.delivery.completeness = .doneMarker
    _ = post.folder.write("", to: "a.csv.done")
    let error = try #require(post.refusal())
    #expect(error.kind == .incomplete && error.file.hasSuffix("b.csv"))
    _ = post.folder.write("", to: "b.csv.done")
    #expect(try post.read().record.read.rows == 2)
    post.setTime(of: "b.csv", to: 2_000)
    post.setTime(of: "b.csv.done", to: 1_999)
    #expect(post.refusal()?.message.contains("older") == true)
    post.setTime(of: "b.csv.done", to: 2_000)
    #expect(post.refusal() == nil)
  }

  @Test func `the bytes are those that the list has a digest of`() throws {
    var post = Post("a.csv", "b.csv")
    let list = post.folder.write("\(digest)  a.csv\n\(digest) *sub/b.csv\r\n", to: "list")
    post.delivery.completeness = .listed(in: list)
    #expect(try post.read().record.read.rows == 2)
    let other = String(digest.reversed())
    _ = post.folder.write("\(digest)  a.csv\n\(other)  b.csv\n", to: "list")
    let error = try #require(post.refusal())
    #expect(error.kind == .incomplete && error.file.hasSuffix("b.csv"))
  }

  @Test func `every file is listed, and every listed file is there`() throws {
    var post = Post("a.csv", "b.csv")
    post.delivery.completeness = .listed(in: post.folder.write("\(digest)  a.csv\n", to: "list"))
    #expect(post.refusal()?.file.hasSuffix("b.csv") == true)
    let all = ["a", "b", "c"].map { "\(digest)  \($0).csv\n" }.joined()
    _ = post.folder.write(all, to: "list")
    #expect(post.refusal()?.file.hasSuffix("/c.csv") == true)
  }

  @Test func `a list that is not there is called by what it is for`() {
    var post = Post("a.csv")
    post.delivery.completeness = .listed(in: "\(post.folder.path)/list")
    #expect(post.refusal()?.message.contains("no such file; by `complete` it lists") == true)
  }

  @Test(arguments: ["", "abc  a.csv", "DIGEST a.csv", "DIGEST  ", "DIGEST  a.csv\nDIGEST  a.csv"])
  func `a list that is none is refused`(text: String) {
    var post = Post("a.csv")
    let text = text.split(separator: "DIGEST", omittingEmptySubsequences: false)
      .joined(separator: digest)
    post.delivery.completeness = .listed(in: post.folder.write(text, to: "list"))
    #expect(post.refusal() != nil)
  }

  @Test func `a file that changes within the wait is refused`() throws {
    var post = Post("a.csv")
    post.delivery.completeness = .unchanged(try #require(Age("5 seconds")))
    let earlier = try FileState.all(post.delivery.binding.files)
    #expect(post.refusal(earlier: earlier) == nil)
    _ = post.folder.write(rows + "4,5,6\n", to: "a.csv")
    #expect(post.refusal(earlier: earlier)?.kind == .incomplete)
    #expect(post.refusal(earlier: nil)?.kind == .incomplete)
  }

  @Test func `a guard that is not satisfied refuses the source, and says which`() throws {
    var post = Post("a.csv")
    post.delivery.guards = [.rows(atLeast: 1), .rowsOfLastNight(basisPoints: 9_000)]
    #expect(try post.read().record.checks.map(\.result) == [.passed, .notChecked])
    post.delivery.guards = [.rows(atLeast: 2)]
    let error = try #require(post.refusal())
    #expect(error.kind == .refused)
    #expect(error.summary.hasPrefix("rows: it must have at least 2 rows: 1 row; ask for a fresh"))
  }

  @Test
  func `a trailer's total is written as the control money is, whatever the other numbers are`()
    throws
  {
    let folder = Folder()
    let path = folder.write("a;net;c\n1;1.000,50;2.5\nEND;1;1.000,50\n")
    let schema = Schema(
      dataset: "rows",
      each: "row",
      fields: [Field(name: "net", type: .money), Field(name: "c", type: .number(scale: 1))],
      key: [],
      control: 0
    )
    var binding = Binding(schema: schema, files: [path])
    binding.delimiter = UInt8(ascii: ";")
    var net = BoundColumn("net")
    net.numbers = NumberFormat(thousands: UInt8(ascii: "."), decimal: UInt8(ascii: ","))
    binding.columns["net"] = net
    let mark = try #require(CellPattern("END"))
    binding.marks.trailer = mark
    var delivery = Delivery(binding)
    delivery.guards = [.trailer(Trailer(mark: mark, rowsCell: 2, totalCell: 3))]
    let extract = try delivery.read(
      into: TextPool(),
      earlier: nil,
      now: 0,
      asAt: CalendarDate(dayNumber: 0),
      previous: nil
    )
    #expect(extract.record.loaded.pence == 100_050)
    #expect(extract.record.checks.map(\.result) == [.passed])
  }
}
