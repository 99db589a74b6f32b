import Glibc

/// The time that a processor has worked for the present thread: another's work does not count.
enum ProcessorTime {
  /// Seconds since some time.
  static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The seconds that any text may take; twice as many where the machine is busy.
  static let limit = 2.0

  /// Whether times mean anything: without optimisation everything takes many times as long.
  static let isMeasured = !_isDebugAssertConfiguration()
}
