import Logging

/// Shows the steps of a night as they come; when asked, logs how long each took.
final class StepLog {
  private var logger = Logger(label: "vouch", factory: StreamLogHandler.standardError(label:))
  private var step: (name: String, start: ContinuousClock.Instant)?

  init(isVerbose: Bool) {
    logger.logLevel = isVerbose ? .info : .warning
  }

  func begin(_ name: String) {
    end()
    if logger.logLevel > .info { Terminal.progress(name) }
    step = (name, .now)
  }

  func end() {
    guard let step else { return }
    let milliseconds = (ContinuousClock.now - step.start) / .milliseconds(1)
    logger.info("\(step.name): \(Int(milliseconds)) ms")
    self.step = nil
  }
}
