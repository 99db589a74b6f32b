internal import Findings
internal import Threads

/// A file of a night that is to be written.
struct Output: Sendable {
  /// Its path in the folder of outputs.
  let name: String
  /// Where it is written.
  let path: String
  private let writer: @Sendable (String) throws -> Void

  init(name: String, path: String, write: @escaping @Sendable (String) throws -> Void) {
    self.name = name
    self.path = path
    writer = write
  }

  /// Writes files side by side.
  ///
  /// - Returns: What the manifest says of them, in their order.
  /// - Throws: The first one's error that could not be written, when all have ended.
  static func write(_ outputs: [Output]) throws -> [FileRecord] {
    // The lists come last, and take one thread each: beginning with them, none is left over in the end.
    let order = outputs.indices.reversed() as [Int]
    let results = Workers.results(outputs.count) { index in
      Result { try outputs[order[index]].written() }
    }
    return try results.reversed().map { try $0.get() }
  }

  private func written() throws -> FileRecord {
    try writer(path)
    var (digest, count) = (RunningDigest(), 0)
    try Files.eachPart(of: path) { part in
      digest.append(part)
      count += part.count
    }
    return FileRecord(name: name, bytes: count, sha256: digest.sha256)
  }
}
