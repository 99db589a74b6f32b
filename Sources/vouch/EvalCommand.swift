import ArgumentParser
import Audit
import Feel
import Rules
import Values

/// `vouch eval`: the language of conditions, by itself.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluates a FEEL expression, or a file of conformance cases.",
    discussion: """
      Prints the value as FEEL writes it and, on the next line, its type; why something is null, and other \
      notes, on standard error.

      The expression can use the names in the context. JSON has no dates: a string that holds one becomes a \
      date by date(…), a duration by duration(…).

      Put quotes round the expression, and -- before it where it starts with a minus: vouch eval -- '-2 ** 2'.

      Exit codes: 0 done; 1 the text is no expression, or a case failed; 2 usage, or a file that cannot be \
      used.
      """
  )

  @Argument(
    help: ArgumentHelp("The expression.", valueName: "expression")
  )
  var expression: String?

  @Option(
    help: ArgumentHelp("A file with a JSON object: names and their values.", valueName: "file.json")
  )
  var context: String?

  @Option(
    help: ArgumentHelp(
      "Run the cases of a file, a JSON object a line; print those that fail, and how many passed.",
      valueName: "file.jsonl"
    )
  )
  var cases: String?

  @Option(
    help: ArgumentHelp(
      "What now() and today() go by, such as 2026-01-31T12:00:00Z; otherwise the clock, in UTC.",
      valueName: "moment"
    )
  )
  var now: String?

  func validate() throws {
    if let now, DateAndTime(iso: now) == nil {
      throw ValidationError(
        "--now wants a moment written yyyy-mm-ddThh:mm:ssZ, and this is \"\(now)\""
      )
    }
    guard (expression == nil) != (cases == nil) else {
      throw ValidationError(
        "give either an expression or --cases; an expression that starts with a minus goes after --"
      )
    }
    if cases != nil, context != nil {
      throw ValidationError("--context goes with an expression; cases bring their own inputs")
    }
  }

  func run() throws {
    if let cases { try run(casesOf: cases) }
    if let expression { try evaluate(expression) }
  }

  private var library: Library {
    let moment = now.flatMap { DateAndTime(iso: $0) } ?? .present
    return .standard.adding(StandardFunctions.clock(now: moment))
  }

  private func evaluate(_ text: String) throws {
    let entries = try context.map(entries(of:)) ?? []
    let evaluation: Evaluation
    do {
      evaluation = try Evaluation(text, in: entries, library: library)
    } catch {
      throw Terminal.fail(error.rendered(in: text, name: "expression"), 1)
    }
    for note in evaluation.diagnostics {
      Terminal.error(note.rendered(in: text, name: "expression"))
    }
    print(Printer.text(of: evaluation.value))
    print(FeelType(of: evaluation.value))
  }

  private func entries(of path: String) throws -> [Value.ContextEntry] {
    do throws(Diagnostic) {
      let source = try SourceText.read(path)
      guard case .context(let entries) = try JSONReader.value(of: source) else {
        throw source.diagnostic("a context is a JSON object, { … }")
      }
      return entries
    } catch {
      throw Terminal.fail(error.description, 2)
    }
  }

  private func run(casesOf path: String) throws {
    let outcomes: [String?]
    do throws(Diagnostic) {
      outcomes = try ConformanceCase.outcomes(of: SourceText.read(path), library: library)
    } catch {
      throw Terminal.fail(error.description, 2)
    }
    let failures = outcomes.compactMap(\.self)
    for failure in failures { print(failure) }
    print("\(outcomes.count - failures.count) passed, \(failures.count) failed")
    if !failures.isEmpty { throw ExitCode(1) }
  }
}
