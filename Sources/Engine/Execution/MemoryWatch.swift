internal import Synchronization

/// Sees to it that a run leaves off before memory runs out, and not when it has.
final class MemoryWatch: Sendable {
  /// With fewer free bytes than this a machine begins to swap, or to kill.
  static let least = 128 << 20

  private let free: @Sendable () -> Int?
  private let isOut = Atomic(false)
  private let begin = ContinuousClock.now
  /// The milliseconds since the beginning before which nobody looks again: to look takes longer than a small batch.
  private let nextLook = Atomic(0)
  private static let interval = 20

  init(_ free: @escaping @Sendable () -> Int?) { self.free = free }

  /// Whether too little is free, or was at some time before.
  var isShort: Bool {
    if isOut.load(ordering: .relaxed) { return true }
    let now = Int(begin.duration(to: .now) / .milliseconds(1))
    guard now >= nextLook.load(ordering: .relaxed) else { return false }
    nextLook.store(now + MemoryWatch.interval, ordering: .relaxed)
    guard let free = free(), free < MemoryWatch.least else { return false }
    isOut.store(true, ordering: .relaxed)
    return true
  }

  /// Throws where too little is free.
  func check(_ step: String) throws(EngineError) {
    guard isShort else { return }
    throw EngineError(
      message: """
        memory ran short while \(step): less than \(MemoryWatch.least >> 20) MB were free; nothing was published
          give the machine, or its container, more memory, or deliver extracts of fewer months
        """
    )
  }
}
