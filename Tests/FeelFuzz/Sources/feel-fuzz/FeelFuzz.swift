internal import CFuzzer
internal import FeelTrials

/// Makes texts out of those in a corpus, such that they reach new parts of the program, and tries each of them.
@main enum FeelFuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments = unsafe Optional(CommandLine.unsafeArgv)
    _ = unsafe LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
      let text = unsafe String(
        decoding: UnsafeBufferPointer(start: bytes, count: count),
        as: UTF8.self
      )
      if let problem = Trial(text).problem() { fatalError(problem) }
      return 0
    }
  }
}
