internal import CFuzzer
internal import ExtractsTrials

/// Makes text files out of those in a corpus, such that they reach new parts of the reader, and tries each of them.
@main enum CSVFuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments = unsafe Optional(CommandLine.unsafeArgv)
    _ = unsafe LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
      let bytes = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
      if let problem = TextTrial(bytes).problem() { fatalError(problem) }
      return 0
    }
  }
}
