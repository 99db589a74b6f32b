internal import Glibc

/// What `vouch init` writes.
public enum StarterConfiguration {
  /// Writes `audit.yaml` and an empty `local/` into a folder, made where it is missing.
  ///
  /// - Parameter folder: The folder.
  /// - Returns: The paths written.
  /// - Throws: Where a file is there already, cannot be written, or the bundled rules are not found.
  public static func write(to folder: String) throws(FileError) -> [String] {
    let configuration = "\(folder)/audit.yaml"
    if Files.exists(configuration) {
      throw FileError(
        operation: "write over a file that is there",
        path: configuration,
        code: EEXIST
      )
    }
    let template = "\(RuleSet.bundledFolder() ?? "rules")/starter/audit.yaml.template"
    let text = try Files.read(template)
    try Files.makeFolder("\(folder)/local")
    try Files.write(text, to: configuration)
    return [configuration, "\(folder)/local/"]
  }
}
