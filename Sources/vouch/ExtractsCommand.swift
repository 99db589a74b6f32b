import ArgumentParser
import Audit
import Rules

/// `vouch extracts`: look at files before anything is audited.
struct ExtractsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extracts",
    abstract: "Looks at extracts: what a file is, and whether all of them can be read.",
    discussion: """
      To bring an extract of your own: `vouch extracts inspect FILE` says what it is and proposes its entry \
      for audit.yaml; `vouch extracts check` reads everything as audit.yaml says, without running a rule.
      """,
    subcommands: [Inspect.self, ExtractsCheckCommand.self]
  )

  struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says what files are and hold, and proposes how to bind them.",
      discussion: """
        For each file: encoding, delimiter, line ends, the line of the headings, rows that do not fit, and \
        rows at the end that are no data; for each column what it holds, how much of it is filled, how many \
        different values it has, and words that mean blank. Then the entry for audit.yaml of the dataset \
        that it is closest to.

        What may say something of a person is shown by its shape only (Aaaa Aaaa, 99/99/9999): every text \
        that is not one of a few, and every column whose heading sounds personal. There is no option to \
        show it.

        Nothing is written. Exit codes: 0 done; 2 wrong usage, or rules that are wrong; 3 a file cannot be \
        read.
        """
    )
    @OptionGroup var choice: RulesCommand.Choice
    @Argument(help: ArgumentHelp("The files: CSV, or gzip of it.", valueName: "file"))
    var files: [String]

    func run() throws {
      let inspection: Inspection
      do {
        inspection = try Inspection(choice.read())
      } catch let error as DefinitionErrors {
        throw Terminal.fail(error.description, 2)
      }
      var hasFailed = false
      for (index, file) in files.enumerated() {
        do {
          let page = try inspection.page(of: file)
          print((index > 0 ? "\n" : "") + page)
        } catch {
          Terminal.error(error.description)
          hasFailed = true
        }
      }
      if hasFailed { throw ExitCode(3) }
    }
  }
}
