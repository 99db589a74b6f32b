import Extracts
import Glibc
import Tables

/// A folder of its own for one test, removed after it.
final class Folder {
  let path: String

  init() {
    path = "/tmp/vouch-extracts-\(UInt64.random(in: .min ... .max))"
    let status = unsafe mkdir(path, 0o700)
    precondition(status == 0)
  }

  deinit {
    for name in names { unsafe unlink("\(path)/\(name)") }
    unsafe rmdir(path)
  }

  private var names: [String] = []

  /// Writes a file and returns its path.
  func write(_ bytes: [UInt8], to name: String) -> String {
    names.append(name)
    let file = "\(path)/\(name)"
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      precondition(count > 0)
      rest.removeFirst(count)
    }
    close(descriptor)
    return file
  }

  func write(_ text: String, to name: String = "rows.csv") -> String {
    write(Array(text.utf8), to: name)
  }

  /// Removes a file, and the folder within this one that it was in.
  func remove(_ name: String, andFolder folder: String) {
    unsafe unlink("\(path)/\(name)")
    unsafe rmdir("\(path)/\(folder)")
  }
}

/// Three fields of text with the headings a, b, c, of which `a` is the key.
func textSchema(key: [Int] = []) -> Schema {
  Schema(
    dataset: "rows",
    each: "row",
    fields: ["a", "b", "c"].map { Field(name: $0, type: .text, blank: .answer("blank")) },
    key: key
  )
}

/// The texts of the loaded rows, blanks as "".
func texts(_ extract: Extract, _ pool: TextPool) -> [[String]] {
  (0..<extract.table.loadedCount).map { row in
    extract.table.columns.map { column in
      if case .text(let code) = column[row] { return pool.text(code) }
      return ""
    }
  }
}

/// Reads a text as the rows of a, b and c.
func readRows(
  _ text: String,
  key: [Int] = [],
  adjust: (inout Binding) -> Void = { _ in }
) throws -> (extract: Extract, texts: [[String]]) {
  try readRows(Array(text.utf8), key: key, adjust: adjust)
}

/// Reads bytes as the rows of a, b and c.
func readRows(
  _ bytes: [UInt8],
  named name: String = "rows.csv",
  key: [Int] = [],
  adjust: (inout Binding) -> Void = { _ in }
) throws -> (extract: Extract, texts: [[String]]) {
  let folder = Folder()
  var binding = Binding(schema: textSchema(key: key), files: [folder.write(bytes, to: name)])
  binding.maximumRejected = .rows(.max)
  adjust(&binding)
  let pool = TextPool()
  let extract = try read(binding, into: pool)
  return (extract, texts(extract, pool))
}
