internal import CXLSXWriter
internal import Glibc

/// Writes several workbooks at once, each in a process of its own, for the library is not safe for two in one process.
///
/// The processes are copies of this one, so that nothing is handed over; what they describe is described there.
public enum SideBySide {
  /// A workbook to write.
  public struct Order {
    /// The file.
    public var path: String
    /// What it shall hold.
    public var description: () -> WorkbookDescription

    /// Creates an order.
    public init(path: String, description: @escaping () -> WorkbookDescription) {
      self.path = path
      self.description = description
    }
  }

  /// Writes workbooks while this process does something else.
  ///
  /// Not for a process that has other threads: a copy has none of them, and waits for ever for what one of them held.
  ///
  /// - Parameters:
  ///   - orders: The workbooks.
  ///   - work: What to do meanwhile.
  /// - Throws: `WorkbookError` where one of them could not be written, or what the work throws; in either case all have ended.
  public static func write(_ orders: [Order], while work: () throws -> Void) throws {
    var copies: [Copy] = []
    for order in orders {
      if let copy = Copy(order) { copies.append(copy) }
    }
    let result = Result { try work() }
    let failures = copies.compactMap { $0.wait() }
    try result.get()
    if let failure = failures.first { throw failure }
    // Where the system has no process to give, this one does what is left.
    let begun = Set(copies.map(\.path))
    for order in orders where !begun.contains(order.path) {
      try order.description().write(to: order.path)
    }
  }

  /// A copy of this process that writes one workbook.
  private struct Copy {
    let path: String
    private let process: pid_t
    private let words: Int32

    init?(_ order: Order) {
      var ends: [Int32] = [0, 0]
      guard unsafe pipe(&ends) == 0 else { return nil }
      let process = vouch_fork()
      if process == 0 { Copy.write(order, to: ends[1]) }
      _ = close(ends[1])
      guard process > 0 else {
        _ = close(ends[0])
        return nil
      }
      path = order.path
      self.process = process
      words = ends[0]
    }

    /// Writes the workbook, says what went wrong, and ends at once: what this process has open is not the copy's to finish.
    private static func write(_ order: Order, to words: Int32) -> Never {
      do throws(WorkbookError) {
        try order.description().write(to: order.path)
        _exit(0)
      } catch {
        var text = Array(error.description.utf8)[...]
        while !text.isEmpty {
          let count = unsafe text.withUnsafeBytes {
            unsafe Glibc.write(words, $0.baseAddress, $0.count)
          }
          guard count > 0 else { break }
          text.removeFirst(count)
        }
        _exit(1)
      }
    }

    /// Waits for the end, and tells what went wrong.
    func wait() -> WorkbookError? {
      var text: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = unsafe chunk.withUnsafeMutableBytes {
          unsafe read(words, $0.baseAddress, $0.count)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        text += chunk[..<count]
      }
      _ = close(words)
      var status: Int32 = 0
      while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
      guard status != 0 else { return nil }
      return .told(
        text.isEmpty
          ? "\(path): the process that wrote it was stopped" : String(decoding: text, as: UTF8.self)
      )
    }
  }
}
