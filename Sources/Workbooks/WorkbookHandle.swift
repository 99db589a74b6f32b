internal import CXLSXWriter
internal import Glibc
internal import Synchronization

/// The library's workbook: freed without writing, unless it is saved.
@safe struct WorkbookHandle: ~Copyable {
  let workbook: UnsafeMutablePointer<lxw_workbook>

  init(path: String) throws(WorkbookError) {
    // The library does not notice when a full disk cuts its temporary files short. It does notice for the workbook itself, so that both
    // stand in one folder: where there is no room for the one, there is none for the other.
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let workbook = unsafe folder.withCString { folder in
      var options = unsafe lxw_workbook_options()
      unsafe options.tmpdir = UnsafeMutablePointer(mutating: folder)
      return unsafe workbook_new_opt(path, &options)
    }
    guard let workbook = unsafe workbook else {
      throw .file(path: path, reason: "there is not enough memory")
    }
    unsafe self.workbook = unsafe workbook
  }

  deinit {
    unsafe lxw_workbook_free(workbook)
  }

  /// The library makes names of temporary files from one unguarded counter, so one workbook is saved at a time; nothing else of it is
  /// common to workbooks.
  private static let saving = Mutex<Void>(())

  /// Writes the file and frees the workbook, which the library does even when it cannot write.
  ///
  /// - Returns: The library's code, and the system's number for the last call that failed, if one did.
  consuming func save() -> (code: lxw_error, system: Int32) {
    let workbook = unsafe workbook
    discard self
    return WorkbookHandle.saving.withLock { _ in unsafe WorkbookHandle.save(workbook) }
  }

  private static func save(
    _ workbook: UnsafeMutablePointer<lxw_workbook>
  ) -> (code: lxw_error, system: Int32) {
    // The library prints to standard error on its own; whoever catches the error tells it, once.
    let saved = dup(STDERR_FILENO)
    let null = unsafe open("/dev/null", O_WRONLY)
    if saved >= 0, null >= 0 { _ = dup2(null, STDERR_FILENO) }
    errno = 0
    let code = unsafe workbook_close(workbook)
    let system = errno
    if saved >= 0 {
      _ = dup2(saved, STDERR_FILENO)
      _ = close(saved)
    }
    if null >= 0 { _ = close(null) }
    return (code, system)
  }
}
