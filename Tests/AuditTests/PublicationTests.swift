@testable import Audit
import Glibc
import Testing

/// Publishes a set of files, each with its run's name as text.
private func publish(
  _ run: String,
  _ names: [String],
  in folder: TemporaryFolder,
  steps: Steps = Steps()
) throws(PublishError) {
  var publication = try Publication(in: folder.path, run: run, steps: steps)
  for name in names {
    let path = try publication.stage(name)
    do {
      try Files.write(Array(run.utf8), to: path)
    } catch {
      throw PublishError("\(error)")
    }
  }
  try publication.publish()
}

private let first = ["contracts/a.xlsx", "legal/b.xlsx", "restricted/run.json"]
private let second = ["contracts/a.xlsx", "finance/c.xlsx", "restricted/run.json"]

private func set(_ names: [String], _ text: String, below folder: String = "") -> [String: String] {
  Dictionary(uniqueKeysWithValues: names.map { ("\(folder)\($0)", text) })
}

@Suite struct `Publishing outputs` {
  @Test func `puts files in place and leaves nothing else`() throws {
    let folder = try TemporaryFolder()
    try publish("one", first, in: folder)
    #expect(try folder.files() == set(first, "one"))
    #expect(try Files.names(in: folder.path).filter { $0.hasPrefix(".staging") } == [])
  }

  @Test func `archives the set that is replaced, files without a successor too`() throws {
    let folder = try TemporaryFolder()
    try publish("one", first, in: folder)
    try publish("two", second, in: folder)
    try publish("two", second, in: folder)
    let expected = [
      set(second, "two"), set(first, "one", below: "archive/one/"),
      set(second, "two", below: "archive/two/"),
    ].reduce(into: [:]) { $0.merge($1) { a, _ in a } }
    #expect(try folder.files() == expected)
    try publish("two", second, in: folder)
    #expect(folder.text("archive/two-2/restricted/run.json") == "two")
  }

  @Test func `files that people put beside the outputs stay`() throws {
    let folder = try TemporaryFolder()
    try publish("one", first, in: folder)
    try folder.write("mine", to: "contracts/notes.txt")
    try publish("two", second, in: folder)
    #expect(folder.text("contracts/notes.txt") == "mine")
  }

  @Test func `a failure at any step leaves the previous set, and the next run publishes`() throws {
    var failures = 0
    for step in 1... {
      let folder = try TemporaryFolder()
      try publish("one", first, in: folder)
      let before = try folder.files()
      do throws(PublishError) {
        try publish("two", second, in: folder, steps: Steps { $0 == step })
        break
      } catch {
        failures += 1
        #expect(try folder.files() == before, "step \(step)")
        #expect(((try? Files.names(in: "\(folder.path)/archive")) ?? []).isEmpty, "step \(step)")
        try publish("two", second, in: folder)
        #expect(try folder.files().filter { !$0.key.hasPrefix("archive/") } == set(second, "two"))
      }
    }
    // Every file is staged, flushed, archived and moved.
    #expect(failures >= 4 * second.count)
  }

  @Test func `a run killed at any step is completed or undone by the next one`() throws {
    var (completed, undone) = (0, 0)
    for step in 1... {
      let folder = try TemporaryFolder()
      try publish("one", first, in: folder)
      do throws(PublishError) {
        try publish("two", second, in: folder, steps: Steps { $0 >= step })
        break
      } catch {
        // The beginning of another run settles it, even if that run publishes nothing.
        _ = try Publication(in: folder.path, run: "three")
        let files = try folder.files()
        let current = files.filter { !$0.key.hasPrefix("archive/") }
        let archived = files.filter { $0.key.hasPrefix("archive/") }
        if current == set(first, "one") {
          undone += 1
          #expect(archived.isEmpty, "step \(step)")
        } else {
          completed += 1
          #expect(current == set(second, "two"), "step \(step)")
          #expect(archived == set(first, "one", below: "archive/one/"), "step \(step)")
        }
        #expect(try Files.names(in: folder.path).filter { $0.hasPrefix(".staging") } == [])
      }
    }
    #expect(completed > 0 && undone > 0)
  }

  @Test func `an undo that is itself killed is settled by the next run`() throws {
    for step in 1...60 {
      for next in step + 1...step + 12 {
        let folder = try TemporaryFolder()
        try publish("one", first, in: folder)
        do throws(PublishError) {
          try publish("two", second, in: folder, steps: Steps { $0 == step || $0 >= next })
          break
        } catch {
          _ = try Publication(in: folder.path, run: "three")
          let current = try folder.files().filter { !$0.key.hasPrefix("archive/") }
          #expect(
            current == set(first, "one") || current == set(second, "two"),
            "steps \(step) and \(next)"
          )
        }
      }
    }
  }

  @Test func `a run that has ended holds no lock, though a copy of its file is still open`() throws
  {
    let folder = try TemporaryFolder()
    let running = try Publication(in: folder.path, run: "one")
    // As a process has it that is being started, until it becomes another program.
    var file = stat()
    _ = unsafe stat("\(folder.path)/.lock", &file)
    let locked = try #require(
      (0..<1024 as Range<Int32>).first { descriptor in
        var opened = stat()
        return unsafe fstat(descriptor, &opened) == 0 && opened.st_ino == file.st_ino
          && opened.st_dev == file.st_dev
      }
    )
    let copy = dup(locked)
    defer { _ = close(copy) }
    #expect(throws: PublishError.self) { _ = try Publication(in: folder.path, run: "two") }
    _ = consume running
    _ = try Publication(in: folder.path, run: "two")
  }

  @Test func `two runs do not write at once`() throws {
    let folder = try TemporaryFolder()
    let running = try Publication(in: folder.path, run: "one")
    #expect(throws: PublishError.self) { _ = try Publication(in: folder.path, run: "two") }
    _ = consume running
    _ = try Publication(in: folder.path, run: "two")
  }

  @Test func `a folder that cannot be made is an error with its path`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "out")
    let error = try #require(throws: PublishError.self) {
      _ = try Publication(in: "\(folder.path)/out", run: "one")
    }
    #expect(error.description.hasPrefix("\(folder.path)/out"))
  }

  @Test(.enabled(if: canMount, "only root may mount a small disk"))
  func `a full disk leaves the previous set`() throws {
    let folder = try TemporaryFolder()
    try #require(unsafe mount("tmpfs", folder.path, "tmpfs", 0, "size=256k") == 0)
    defer { unsafe umount(folder.path) }
    try publish("one", first, in: folder)
    let before = try folder.files()
    var publication = try Publication(in: folder.path, run: "two")
    let path = try publication.stage("contracts/a.xlsx")
    let error = try #require(throws: FileError.self) {
      try Files.write([UInt8](repeating: 1, count: 1 << 20), to: path)
    }
    #expect(error.code == ENOSPC)
    _ = consume publication
    #expect(try folder.files() == before)
    try publish("three", second, in: folder)
    #expect(folder.text("contracts/a.xlsx") == "three")
  }
}

/// Whether this process may mount file systems; a container's root may not.
private let canMount: Bool = {
  guard geteuid() == 0, let folder = try? TemporaryFolder() else { return false }
  guard unsafe mount("tmpfs", folder.path, "tmpfs", 0, "size=64k") == 0 else { return false }
  unsafe umount(folder.path)
  return true
}()
