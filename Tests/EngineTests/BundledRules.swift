import Rules
import TestSupport

/// The rules of this checkout.
enum BundledRules {
  static func read() throws -> Rulebook {
    let root = ProjectFiles.root + "/rules"
    func sources(_ folder: String) -> [SourceText] {
      ProjectFiles.list(folder, ending: ".yaml").compactMap { path in
        ProjectFiles.text(path).map {
          SourceText(name: String(path.dropFirst(ProjectFiles.root.count + 1)), text: $0)
        }
      }
    }
    let all = sources(root).filter {
      !$0.name.hasPrefix("rules/workbooks/") && !$0.name.hasPrefix("rules/inspect/")
    }
    return try Rulebook.read(
      datasets: all.filter { $0.name.hasPrefix("rules/datasets/") },
      rules: all.filter { !$0.name.hasPrefix("rules/datasets/") },
      audiences: ["contracts", "legal", "finance"]
    )
  }
}
