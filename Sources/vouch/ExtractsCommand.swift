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
        For each file: how it is written, where its headings are, which rows do not fit and which are no data \
        (totals, copyright); of a workbook each sheet, with hidden rows, formulas, and numbers stored as text. \
        For each column: what it holds, how much of it is filled, how many different values it has, the \
        smallest and the largest, and words that mean blank.

        Then an entry for audit.yaml, of the dataset that is closest. Files of one kind, and sheets of one \
        kind, become one source. `vouch extracts check` tells whether it reads them.

        What may say something of a person is shown by its shape only (Aaaa Aaaa, 99/99/9999): every text \
        that is not one of a few, and every column whose heading sounds personal. There is no option to \
        show it.

        Files are read whole, in memory that does not grow with them. Nothing is written. Exit codes: 0 done; 2 wrong usage, or rules that are wrong; 3 a file cannot be \
        read.
        """
    )
    @OptionGroup var choice: RulesCommand.Choice
    @Argument(
      help: ArgumentHelp("The files: CSV, gzip of it, or workbooks (.xlsx).", valueName: "file")
    )
    var files: [String]

    func run() throws {
      var inspection: Inspection
      do {
        inspection = try Inspection(choice.read(), folder: choice.folder)
      } catch let error as DefinitionErrors {
        throw Terminal.fail(error.description, 2)
      }
      var hasFailed = false
      for file in files {
        do {
          let page = try inspection.look(at: file, progress: Terminal.progress)
          Terminal.endProgress()
          print(page + "\n")
        } catch {
          Terminal.endProgress()
          Terminal.error(error.description)
          hasFailed = true
        }
      }
      if let proposal = inspection.proposal { print(proposal) }
      if hasFailed { throw ExitCode(3) }
    }
  }
}
