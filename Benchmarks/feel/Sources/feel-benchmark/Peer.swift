internal import Feel
internal import Foundation

/// Another implementation, in a process of its own that does what it is asked line by line.
final class Peer {
  private struct Answer: Decodable {
    var version: String?
    var value: String?
    var error: String?
    var nanoseconds: Int?
  }

  /// What it is, with its version.
  let version: String
  /// What it does one by one: `evaluate` alone where it does all at once.
  let steps: [String]
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()
  private var unread = Data()

  /// Starts the implementation of a package.
  ///
  /// - Parameters:
  ///   - package: The package's name.
  ///   - steps: What it does one by one.
  ///   - python: The Python that has the package installed.
  ///   - script: The script that runs it.
  /// - Throws: `Failure` where it does not start.
  init(_ package: String, steps: [String], python: String, script: String) throws {
    self.steps = steps
    process.executableURL = URL(filePath: python)
    process.arguments = [script, package]
    process.standardInput = requests
    process.standardOutput = answers
    // It tells what is missing by not answering.
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { throw Failure("there is no \(python)") }
    let line = Peer.line(from: answers, &unread)
    guard let answer = try? JSONDecoder().decode(Answer.self, from: line),
      let version = answer.version
    else { throw Failure("\(package) is not installed for \(python)") }
    self.version = version
  }

  /// The value that it has for an expression, or why it has none.
  func value(of subject: Subject) throws -> Result<Value, Failure> {
    let variables = zip(subject.names, subject.values).map { "\(quoted($0)): \(json($1))" }
    let answer = try ask(
      #"{"text": \#(quoted(subject.text)), "variables": {\#(variables.joined(separator: ", "))}}"#
    )
    guard let text = answer.value else { return .failure(Failure(answer.error ?? "no answer")) }
    return .success(try feel_benchmark.value(of: text))
  }

  /// The nanoseconds that so many runs of a step take.
  func run(_ step: String, times: Int) throws -> Int {
    let answer = try ask(#"{"step": "\#(step)", "times": \#(times)}"#)
    guard let nanoseconds = answer.nanoseconds else { throw Failure("\(version) gave up") }
    return nanoseconds
  }

  private func ask(_ request: String) throws -> Answer {
    try requests.fileHandleForWriting.write(contentsOf: Data((request + "\n").utf8))
    return try JSONDecoder().decode(Answer.self, from: Peer.line(from: answers, &unread))
  }

  private static func line(from pipe: Pipe, _ unread: inout Data) -> Data {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        defer { unread.removeSubrange(...end) }
        return unread[..<end]
      }
      let data = pipe.fileHandleForReading.availableData
      guard !data.isEmpty else { return Data() }
      unread.append(data)
    }
  }
}

/// Why something could not be measured.
struct Failure: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
