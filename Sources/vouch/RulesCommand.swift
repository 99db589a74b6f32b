import ArgumentParser
import Audit
import Engine
import Rules
import Values

/// `vouch rules`: look at the rules, check them, run their examples.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Lists, shows, checks and tests the rules.",
    discussion: """
      Without --config the bundled rules are meant; with it, the rules of that configuration, in which a \
      council's own folder may replace bundled ones.
      """,
    subcommands: [List.self, Show.self, Check.self, Test.self, PlanCommand.self]
  )

  /// Which rules are meant.
  struct Choice: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration whose rules are meant.", valueName: "audit.yaml"))
    var config: String?

    /// The configuration's folder; empty for the working folder.
    var folder: String {
      config.flatMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } } ?? ""
    }

    /// Reads and checks the rules; prints what is wrong and leaves with code 2.
    func read() throws -> RuleSet {
      do {
        guard let config else { return try RuleSet.read([.bundled]) }
        return try RuleSet.read(Configuration.read(config))
      } catch {
        throw Terminal.fail("\(error)", 2)
      }
    }

    /// The rule of that id; says which there are where there is none.
    func rule(_ id: String, of set: RuleSet) throws -> Rule {
      let rules = set.rulebook.rules
      if let rule = rules.first(where: { $0.id == id || $0.previousIDs.contains(id) }) {
        return rule
      }
      let near = nearestName(to: id, among: rules.map(\.id)).map { "did you mean \"\($0)\"?" }
      throw Terminal.fail(
        "error: there is no rule \"\(id)\"\n  \(near ?? "`vouch rules list` names them")",
        2
      )
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Names the rules, a line each.")
    @OptionGroup var choice: Choice

    func run() throws {
      let rules = try choice.read().rulebook.rules
      let width = rules.map(\.id.count).max() ?? 0
      for rule in rules {
        let id = rule.id.padding(to: width)
        let severity = rule.severity.rawValue.padding(to: 8)
        print("\(id)  \(severity)  \(rule.audience.joined(separator: ", ")): \(rule.title)")
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows a rule: what it finds, its law, what it leaves out, its text."
    )
    @OptionGroup var choice: Choice
    @Argument(help: "The rule's id.") var id: String

    func run() throws {
      let set = try choice.read()
      let rule = try choice.rule(id, of: set)
      print(RulePage(rule: rule, hash: set.hashes[rule.id] ?? "").text)
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks datasets, rules and layouts, and says everything that is wrong.",
      discussion: "Exit code 2 where something is; each error has its file, line and column."
    )
    @OptionGroup var choice: Choice

    func run() throws {
      let set = try choice.read()
      do {
        for note in try set.checkLayouts() { print("note: \(note)") }
      } catch {
        throw Terminal.fail("\(error)", 2)
      }
      print(
        "\(set.rulebook.rules.count) rules, \(set.rulebook.catalog.datasets.count) datasets, "
          + "\(set.layouts.count) workbooks: no errors"
      )
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Runs the examples of all rules, or of one.",
      discussion:
        "Each example is run both ways, by nested loops and by hash. Exit code 2 where one fails."
    )
    @OptionGroup var choice: Choice
    @Argument(help: "The rule's id; all rules where it is left out.") var id: String?

    func run() throws {
      let set = try choice.read()
      let rules = try id.map { [try choice.rule($0, of: set)] } ?? set.rulebook.rules
      var failed = 0
      for rule in rules {
        var failures = set.rulebook.failures(of: rule, by: .columnar)
        failures += set.rulebook.failures(of: rule, by: .reference).filter {
          !failures.contains($0)
        }
        failed += failures.count
        print("\(failures.isEmpty ? "ok  " : "FAIL") \(rule.id): \(rule.examples.count) examples")
        for failure in failures { print(failure.diagnostic) }
      }
      if failed > 0 { throw ExitCode(2) }
    }
  }

  struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "plan",
      abstract: "Shows how rules are run: scans, and what rules share.",
      discussion: """
        With --config, steps say how many units and rows they are expected to meet, after what the last night read. \
        With --analyze, the sources are read and the rules run, and each step says what it did and the time that \
        it took on all processors together; nothing is written.
        """
    )
    @OptionGroup var choice: Choice
    @Flag(help: "Read the sources, run the rules, and say what each step did.") var analyze = false
    @Argument(help: "The rule's id; all rules where it is left out.") var id: String?

    func validate() throws {
      if analyze, choice.config == nil {
        throw ValidationError("--analyze needs --config, which says where the sources are")
      }
    }

    func run() throws {
      let set = try choice.read()
      var rulebook = set.rulebook
      if let id {
        rulebook = Rulebook(
          catalog: rulebook.catalog,
          rules: [try choice.rule(id, of: set).withoutYielding]
        )
      }
      guard let path = choice.config else { return print(Plan(rulebook).outline()) }
      let configuration: Configuration
      do {
        configuration = try Configuration.read(path)
      } catch {
        throw Terminal.fail(error.description, 2)
      }
      guard analyze else {
        return print(Plan(rulebook).outline(lastRead: configuration.rowsLastRead))
      }
      let steps = StepLog(isVerbose: false)
      do throws(NightError) {
        let plan = try Night(configuration).analyze(rulebook, progress: steps.begin)
        steps.end()
        Terminal.endProgress()
        print(plan)
      } catch {
        throw Terminal.fail(error.description, error.code)
      }
    }
  }
}

extension String {
  /// The text with spaces after it, up to a width.
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
