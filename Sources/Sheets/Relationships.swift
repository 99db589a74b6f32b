/// Where a part of the archive leads to other parts (ECMA-376 part 2, 6.5).
struct Relationships {
  /// One of them.
  struct Relationship {
    var id: String
    /// The last word of the type's address: `worksheet`, `sharedStrings`.
    var kind: String
    /// The name of the part, without a slash before it; nil where it is not in the archive.
    var part: String?
  }

  let all: [Relationship]

  /// Reads the relationships of a part; none where it has none.
  ///
  /// The empty name stands for the archive as a whole.
  init(of part: String, in archive: Archive) throws(SheetsError) {
    let folder = part.split(separator: "/").dropLast()
    let file = part.split(separator: "/").last ?? ""
    let path = (folder + ["_rels", "\(file).rels"]).joined(separator: "/")
    guard let entry = archive.entry(path) else {
      all = []
      return
    }
    var all: [Relationship] = []
    var xml = try XMLReader(entry, in: archive)
    while let event = try xml.nextEvent() {
      guard case .start(let element) = event, element.name == .relationship else { continue }
      let target = element[.target] ?? ""
      all.append(
        Relationship(
          id: element[.id] ?? "",
          kind: element[.type]?.split(separator: "/").last.map(String.init) ?? "",
          part: element[.targetMode] == "External"
            ? nil : Relationships.resolve(target, from: folder.map(String.init))
        )
      )
    }
    self.all = all
  }

  /// The part of the only, or first, relationship of a kind.
  func part(_ kind: String) -> String? {
    all.first { $0.kind == kind && $0.part != nil }?.part
  }

  /// A target as the name of a part; it is looked up in the archive's list, and nothing else is done with it.
  private static func resolve(_ target: String, from folder: [String]) -> String? {
    var path = target.hasPrefix("/") ? [] : folder
    for step in target.split(separator: "/") where step != "." {
      if step != ".." {
        path.append(String(step))
      } else if path.popLast() == nil {
        return nil
      }
    }
    return path.joined(separator: "/")
  }
}
