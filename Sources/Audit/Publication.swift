internal import Glibc

/// Why the outputs could not be written; the previous ones are untouched.
public struct PublishError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What failed, and what to do.
  public var description: String

  init(_ description: String) {
    self.description = description
  }

  init(_ error: FileError) {
    description = error.description
  }
}

/// One set of outputs on its way to its folder: built aside, then moved into place, all or nothing.
///
/// Until `publish` the folder has the previous set. What a run that was killed left half done is completed
/// or undone when the next one begins. The set that is replaced goes to `archive/`.
public struct Publication: ~Copyable {
  /// The folder that is made with access for its owner only.
  public static let restrictedFolder = "restricted"

  private let folder: PublishedFolder
  private let run: String
  private let staging: String
  private var names: [String] = []
  private let lock: Int32

  /// Begins a set of outputs.
  ///
  /// - Parameters:
  ///   - path: The folder that outputs go to.
  ///   - run: The run's name, which its archive will have.
  /// - Throws: Where the folder cannot be written, or another run is writing there.
  public init(in path: String, run: String) throws(PublishError) {
    try self.init(in: path, run: run, steps: Steps())
  }

  init(in path: String, run: String, steps: Steps) throws(PublishError) {
    let folder = PublishedFolder(path: path, steps: steps)
    let staging = ".staging-\(run)"
    lock = try Publication.prepare(folder, staging: staging)
    self.folder = folder
    self.run = run
    self.staging = staging
  }

  /// Locks the folder, settles what an interrupted run left, and makes the staging folder.
  private static func prepare(
    _ folder: PublishedFolder,
    staging: String
  ) throws(PublishError) -> Int32 {
    do throws(FileError) {
      try Files.makeFolder(folder.path)
      let lock = try lock("\(folder.path)/.lock")
      guard lock >= 0 else {
        throw FileError(operation: "write while another run does", path: folder.path, code: EBUSY)
      }
      do throws(FileError) {
        try folder.recover()
        try folder.steps.next { () throws(FileError) in
          try Files.makeFolder("\(folder.path)/\(staging)", mode: 0o700)
        }
      } catch {
        unlock(lock)
        throw error
      }
      return lock
    } catch {
      throw PublishError(error)
    }
  }

  deinit {
    folder.removeStaging()
    Publication.unlock(lock)
  }

  /// The path at which to write an output; outputs are moved into place in the order they are asked for.
  ///
  /// - Parameter name: Its path in the folder: `restricted/run.json`.
  /// - Returns: The path at which to write it.
  /// - Throws: Where its folder cannot be made.
  public mutating func stage(_ name: String) throws(PublishError) -> String {
    let path = "\(folder.path)/\(staging)/\(name)"
    do throws(FileError) {
      try folder.steps.next { () throws(FileError) in
        try Files.makeFolder(Files.folder(of: path))
      }
    } catch {
      throw PublishError(error)
    }
    names.append(name)
    return path
  }

  /// Moves the outputs into place and the previous ones to the archive.
  ///
  /// - Throws: Where that fails; then the previous outputs are back in place.
  public consuming func publish() throws(PublishError) {
    do throws(FileError) {
      for name in names {
        let path = "\(folder.path)/\(staging)/\(name)"
        try folder.steps.next { () throws(FileError) in try Files.flush(path) }
        if name.hasPrefix("\(Publication.restrictedFolder)/") { try Files.restrict(path) }
        try folder.steps.next { () throws(FileError) in
          try Files.makeFolder(
            Files.folder(of: "\(folder.path)/\(name)"),
            mode: name.hasPrefix("\(Publication.restrictedFolder)/") ? 0o700 : 0o777
          )
        }
      }
      try folder.replace(with: names, from: staging, run: run)
    } catch {
      throw PublishError(error)
    }
  }

  /// Gives the lock up, though a process that is just being started may hold the file open for a moment longer.
  private static func unlock(_ descriptor: Int32) {
    _ = flock(descriptor, LOCK_UN)
    _ = close(descriptor)
  }

  /// Locks a file against other runs; -1 where another run has it.
  private static func lock(_ path: String) throws(FileError) -> Int32 {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Files.failure("write", path) }
    // A share without locks has no other protection than that runs are started one at a time.
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { return descriptor }
    _ = close(descriptor)
    return -1
  }
}

/// The writing steps of a publication, counted, so that a test can stop it at each of them.
final class Steps {
  private var count = 0
  private let fails: (Int) -> Bool

  /// Creates steps of which those fail that the function says; a real run has none.
  init(failing fails: @escaping (Int) -> Bool = { _ in false }) {
    self.fails = fails
  }

  /// Runs a step.
  func next(_ step: () throws(FileError) -> Void) throws(FileError) {
    count += 1
    if fails(count) { throw FileError(operation: "go on", path: "step \(count)", code: EIO) }
    try step()
  }
}
