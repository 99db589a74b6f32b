import Glibc
import Values

extension DateAndTime {
  /// The moment at which it is asked for, in UTC.
  static var present: DateAndTime {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    let nanoseconds = Int128(time.tv_sec) * 1_000_000_000 + Int128(time.tv_nsec)
    guard let moment = DateAndTime(epochNanoseconds: nanoseconds, zone: .offset(seconds: 0)) else {
      preconditionFailure("the system's clock is beyond the calendar")
    }
    return moment
  }
}
