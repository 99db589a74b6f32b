import Glibc
import Synchronization

/// A thread with a stack of its own, which shows how much of it was used.
enum SizedStack {
  /// Far more than anything should need: too much use is to be measured, not to crash.
  private static let size = 256 * 1024 * 1024

  /// What the thread does; only one does something at a time.
  private static let work = Mutex<(body: @Sendable () throws -> Void, error: (any Error)?)>(
    ({}, nil)
  )

  /// Runs a body, and tells how many bytes of the stack it has used.
  static func use(_ body: @escaping @Sendable () throws -> Void) throws -> Int {
    try turn.withLock { _ in
      work.withLock { $0 = (body, nil) }
      let used = run()
      if let error = work.withLock({ $0.error }) { throw error }
      return used
    }
  }

  private static let turn = Mutex(())

  private static func run() -> Int {
    // Pages that were never touched have no place in memory.
    let stack = unsafe mmap(
      nil,
      size,
      PROT_READ | PROT_WRITE,
      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
      -1,
      0
    )
    guard let stack = unsafe stack, unsafe stack != MAP_FAILED else { return .max }
    defer { unsafe munmap(stack, size) }
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstack(&attributes, stack, size)
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread,
      &attributes,
      { _ in
        let body = SizedStack.work.withLock { $0.body }
        do { try body() } catch { SizedStack.work.withLock { $0.error = error } }
        return nil
      },
      nil
    )
    guard code == 0 else { return .max }
    pthread_join(thread, nil)
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    var pages = [UInt8](repeating: 0, count: size / page)
    unsafe mincore(stack, size, &pages)
    let free = pages.firstIndex { $0 & 1 == 1 } ?? pages.count
    return (pages.count - free) * page
  }
}
