import ArgumentParser
import Audit
import Glibc

/// The command line: wiring and exit codes only.
@main
struct Vouch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vouch",
    abstract: "Checks what a council placed and paid against what entitles it.",
    discussion: """
      Vouch reads the extracts and registers that audit.yaml names, runs declarative rules over them, and \
      writes workbooks for contract managers, legal and finance. A row is flagged, passed, or \
      could not be assessed, and then the reason is given: nothing passes by accident.

      To begin: `vouch init county` writes an audit.yaml to fill in, `vouch audit --config \
      county/audit.yaml` runs it.

      Exit codes: 0 done; 1 findings at or above --fail-on, or an expression or a case that failed; 2 usage, \
      configuration or rule error; 3 an extract was refused or totals do not tie; 4 the outputs could not be \
      written.
      """,
    version: Night.version,
    subcommands: [
      AuditCommand.self, RulesCommand.self, ExtractsCommand.self, InitCommand.self,
      EvalCommand.self,
    ]
  )

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      if code == .validationFailure {
        Terminal.error(fullMessage(for: error))
        Glibc.exit(2)
      }
      exit(withError: error)
    }
  }
}

/// Where people read: results on standard output, the rest on standard error.
enum Terminal {
  /// Whether standard error is a terminal.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a line on standard error.
  static func error(_ text: String) {
    write(text + "\n")
  }

  /// Shows what is being done, in place, on a terminal; nothing elsewhere.
  static func progress(_ text: String) {
    if isInteractive { write("\r\u{1B}[K\(text) …") }
  }

  /// Clears the progress line.
  static func endProgress() {
    if isInteractive { write("\r\u{1B}[K") }
  }

  private static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return }
      bytes.removeFirst(count)
    }
  }

  /// Prints an error and leaves with a code.
  static func fail(_ message: String, _ code: Int32) -> ExitCode {
    endProgress()
    error(message)
    return ExitCode(code)
  }
}
