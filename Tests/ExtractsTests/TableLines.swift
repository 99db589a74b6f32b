import Tables
import Values

extension Table {
  /// The line of each row of a table that was read.
  var lines: [Int] { (0..<rowCount).compactMap { location(of: $0)?.line } }
}
