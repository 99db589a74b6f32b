internal import Values

/// What the steps of a run did and took.
public struct Analysis: Sendable {
  /// What one scan, or one derived dataset, did.
  struct Scan: Sendable {
    /// How many units there were.
    var unitCount: Int
    /// The time from its beginning to its end.
    var time: Duration
    /// The time until rows had been put together into units.
    var gathering: Duration
    /// By step: the frame's slots, then two for each rule, its test and what was looked at one by one.
    ///
    /// Times are those of all processors together.
    var steps: [Meter.Tally]
  }

  /// By dataset.
  var derivations: [Int: Scan] = [:]
  /// By frame.
  var scans: [Int: Scan] = [:]
}

extension Analysis.Scan {
  /// What a definition's step did, in words.
  func words(ofSlot slot: Int) -> String {
    let step = steps[slot]
    if step.asked == 0 { return "not asked" }
    return "asked \(step.asked.grouped), found \(step.found.grouped), \(milliseconds(step.time))"
  }

  /// What a rule did, in words.
  func words(ofRule number: Int, slotCount: Int) -> String {
    let single = steps[slotCount + 2 * number + 1]
    return "tested in \(milliseconds(steps[slotCount + 2 * number].time)), looked at "
      + "\(single.asked.grouped) of \(unitCount.grouped) closely in \(milliseconds(single.time))"
  }

  /// What all of it did, in words.
  var words: String {
    "\(unitCount.grouped) units in \(milliseconds(time)), put together in \(milliseconds(gathering))"
  }

  private func milliseconds(_ time: Duration) -> String {
    "\((Int(time / .milliseconds(1))).grouped) ms"
  }
}
