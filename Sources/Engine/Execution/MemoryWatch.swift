internal import Synchronization

/// Sees to it that a run leaves off before memory runs out, and not when it has.
final class MemoryWatch: Sendable {
  /// With fewer free bytes than this a machine begins to swap, or to kill.
  static let least = 128 << 20

  private let free: @Sendable () -> Int?
  private let isOut = Atomic(false)

  init(_ free: @escaping @Sendable () -> Int?) { self.free = free }

  /// Whether too little is free, or was at some time before.
  var isShort: Bool {
    if isOut.load(ordering: .relaxed) { return true }
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
