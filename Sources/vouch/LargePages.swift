import Audit
import Glibc

/// Memory in pages of 2 MB, for a night of millions of rows.
///
/// Such a night touches gigabytes for the first time, and handing them out by 4 KB takes a fifth of its processor
/// time. The C library asks the system for large pages if `GLIBC_TUNABLES` says so when a program starts, and at no
/// other time. So a large night starts once more, in the same process and before any source is read.
enum LargePages {
  /// Bytes of text whose night takes the better part of a second, beside some 10 ms of another start.
  private static let worthwhile = 100_000_000

  /// Starts the program once more with large pages, if the night is large and nobody has set the C library otherwise.
  ///
  /// - Parameter configuration: Says which sources will be read.
  static func use(for configuration: Configuration) {
    guard unsafe getenv(setting) == nil, MemoryNeed.text(of: configuration) >= worthwhile,
      unsafe setenv(setting, "glibc.malloc.hugetlb=1", 0) == 0
    else { return }
    // Comes back only where the system cannot do it; then the night has small pages.
    unsafe execv("/proc/self/exe", CommandLine.unsafeArgv)
  }

  private static let setting = "GLIBC_TUNABLES"
}
