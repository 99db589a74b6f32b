extension String {
  /// The last part of a path.
  package var fileName: String { split(separator: "/").last.map(String.init) ?? self }
}

/// What each path is called: its last parts, as few of them as tell it from the other paths.
func distinctNames(of paths: [String]) -> [String: String] {
  var names: [String: String] = [:]
  var unnamed = Array(Set(paths))
  var count = 1
  while !unnamed.isEmpty {
    let groups = Dictionary(grouping: unnamed) { path in
      path.split(separator: "/").suffix(count).joined(separator: "/")
    }
    unnamed = []
    for (name, paths) in groups {
      if paths.count == 1 {
        names[paths[0]] = name
      } else if paths.allSatisfy({ $0.split(separator: "/").count <= count }) {
        // They differ in nothing but strokes.
        for path in paths { names[path] = path }
      } else {
        unnamed += paths
      }
    }
    count += 1
  }
  return names
}
