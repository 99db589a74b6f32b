import ArgumentParser
import Audit

/// `vouch init`: a configuration to start from.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a commented audit.yaml into a folder, with a place for rules of your own.",
    discussion: """
      The bundled rules are used in place, so that an upgrade of Vouch brings theirs. Rules in local/ come on \
      top; one with the id of a bundled rule replaces it, and audit.yaml must say why. Nothing that is there \
      already is overwritten.
      """
  )

  @Argument(help: ArgumentHelp("The folder; it is made where it is missing.", valueName: "folder"))
  var folder: String

  func run() throws {
    do {
      let files = try StarterConfiguration.write(to: folder)
      print("Written:\n" + files.map { "  \($0)" }.joined(separator: "\n"))
      print(
        "Next: name your files in \(folder)/audit.yaml, then\n  vouch audit --config \(folder)/audit.yaml"
      )
    } catch {
      throw Terminal.fail("\(error)", 4)
    }
  }
}
