internal import CXLSXWriter

/// The library's workbook: freed without writing, unless it is saved.
@safe struct WorkbookHandle: ~Copyable {
  let workbook: UnsafeMutablePointer<lxw_workbook>

  init(path: String) throws(WorkbookError) {
    guard let workbook = unsafe workbook_new(path) else {
      throw .file(path: path, reason: "there is not enough memory")
    }
    unsafe self.workbook = unsafe workbook
  }

  deinit {
    unsafe lxw_workbook_free(workbook)
  }

  /// Writes the file and frees the workbook, which the library does even when it cannot write.
  consuming func save() -> lxw_error {
    let workbook = unsafe workbook
    discard self
    return unsafe workbook_close(workbook)
  }
}
