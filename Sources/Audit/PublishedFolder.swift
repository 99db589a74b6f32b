/// A folder of outputs, and the journal by which its files are replaced as one.
///
/// `.publishing` is written when all new files are ready and before the first is moved; once the last is in
/// place it is renamed to `.published`. Whoever finds `.publishing` completes the moves, or undoes them.
struct PublishedFolder {
  /// The folder in it that has the sets which were replaced, each in a folder that begins with its day.
  static let archive = "archive"

  let path: String
  let steps: Steps

  private var open: String { "\(path)/.publishing" }
  private var closed: String { "\(path)/.published" }

  /// Puts the staged files in place of the previous set.
  func replace(with names: [String], from staging: String, run: String) throws(FileError) {
    let previous = try journal(at: closed)
    let journal = Journal(
      staging: staging,
      archive: previous.map { freeArchive($0.run) } ?? "\(PublishedFolder.archive)/none",
      run: run,
      names: names,
      previous: previous?.names ?? []
    )
    do throws(FileError) {
      for name in journal.previous {
        try steps.next { () throws(FileError) in
          try Files.makeFolder(
            Files.folder(of: "\(path)/\(journal.archive)/\(name)"),
            mode: 0o700
          )
        }
      }
      try write(journal)
      try complete(journal)
    } catch {
      // Where even this fails, the journal stays, and the next run takes it up.
      do throws(FileError) { try undo(journal) } catch {}
      throw error
    }
  }

  /// Completes or undoes what an interrupted run left, and removes staging folders.
  func recover() throws(FileError) {
    if let journal = try journal(at: open) {
      do throws(FileError) {
        try complete(journal)
      } catch {
        try undo(journal)
      }
    }
    for name in try Files.names(in: path) where name.hasPrefix(".staging-") {
      try steps.next { () throws(FileError) in try Files.removeTree("\(path)/\(name)") }
    }
  }

  /// Removes staging folders, unless a journal still needs one.
  func removeStaging() {
    guard !Files.exists(open) else { return }
    do throws(FileError) { try recover() } catch {}
  }

  /// Archives what is replaced, moves the new files into place and closes the journal; can be repeated.
  private func complete(_ journal: Journal) throws(FileError) {
    for name in journal.previous {
      let (old, kept) = ("\(path)/\(name)", "\(path)/\(journal.archive)/\(name)")
      let isReplaced = journal.names.contains(name)
      // Once its successor has left staging, what has the name is the new file.
      guard Files.exists(old), !Files.exists(kept),
        !isReplaced || Files.exists("\(path)/\(journal.staging)/\(name)")
      else { continue }
      try steps.next { () throws(FileError) in
        guard isReplaced else { return try Files.rename(old, to: kept) }
        do throws(FileError) {
          // With two names the file is never missing from the folder.
          try Files.link(old, to: kept)
        } catch {
          try Files.rename(old, to: kept)
        }
      }
    }
    for name in journal.names {
      let staged = "\(path)/\(journal.staging)/\(name)"
      guard Files.exists(staged) else { continue }
      try steps.next { () throws(FileError) in try Files.rename(staged, to: "\(path)/\(name)") }
    }
    for folder in Set(journal.names.map { Files.folder(of: "\(path)/\($0)") }).sorted() {
      try steps.next { () throws(FileError) in try Files.flush(folder) }
    }
    // Should a power cut bring the journal back, completing it once more changes nothing.
    try steps.next { () throws(FileError) in try Files.rename(open, to: closed) }
  }

  /// Moves the new files back to staging and the previous ones back into place; can be repeated.
  private func undo(_ journal: Journal) throws(FileError) {
    // Without a journal nothing was moved yet.
    guard Files.exists(open) else { return try Files.removeTree("\(path)/\(journal.archive)") }
    for name in journal.names {
      let staged = "\(path)/\(journal.staging)/\(name)"
      guard !Files.exists(staged), Files.exists("\(path)/\(name)") else { continue }
      try steps.next { () throws(FileError) in try Files.rename("\(path)/\(name)", to: staged) }
    }
    for name in journal.previous {
      let (old, kept) = ("\(path)/\(name)", "\(path)/\(journal.archive)/\(name)")
      guard Files.exists(kept) else { continue }
      try steps.next { () throws(FileError) in
        if Files.exists(old) { try Files.remove(kept) } else { try Files.rename(kept, to: old) }
      }
    }
    try steps.next { () throws(FileError) in try Files.removeTree("\(path)/\(journal.archive)") }
    try steps.next { () throws(FileError) in try Files.remove(open) }
  }

  /// A folder of the archive that is not taken yet.
  private func freeArchive(_ run: String) -> String {
    var name = "\(PublishedFolder.archive)/\(run)"
    var number = 2
    while Files.exists("\(path)/\(name)") {
      name = "\(PublishedFolder.archive)/\(run)-\(number)"
      number += 1
    }
    return name
  }

  private func write(_ journal: Journal) throws(FileError) {
    try steps.next { () throws(FileError) in
      try Files.write(Array(journal.text.utf8), to: "\(path)/\(journal.staging)/.journal")
    }
    try steps.next { () throws(FileError) in
      try Files.rename("\(path)/\(journal.staging)/.journal", to: open)
    }
    try steps.next { () throws(FileError) in try Files.flush(path) }
  }

  private func journal(at path: String) throws(FileError) -> Journal? {
    guard Files.exists(path) else { return nil }
    return Journal(text: String(decoding: try Files.read(path), as: UTF8.self))
  }
}

/// What replaces what.
struct Journal: Hashable {
  /// The folder of the new files.
  var staging: String
  /// The folder that takes the previous files.
  var archive: String
  /// The run that wrote the new files.
  var run: String
  /// The new files, in the order they are moved.
  var names: [String]
  /// The files of the previous set.
  var previous: [String]
}

extension Journal {
  /// The journal, a line each.
  var text: String {
    (["staging \(staging)", "archive \(archive)", "run \(run)"] + names.map { "new \($0)" }
      + previous.map { "old \($0)" }).map { "\($0)\n" }.joined()
  }

  /// Reads what `text` wrote; nil for anything else.
  init?(text: String) {
    var parts: [String: [String]] = [:]
    for line in text.split(separator: "\n") {
      guard let space = line.firstIndex(of: " ") else { return nil }
      parts[String(line[..<space]), default: []].append(String(line[line.index(after: space)...]))
    }
    guard let staging = parts["staging"]?.first, let archive = parts["archive"]?.first,
      let run = parts["run"]?.first
    else { return nil }
    self.init(
      staging: staging,
      archive: archive,
      run: run,
      names: parts["new"] ?? [],
      previous: parts["old"] ?? []
    )
  }
}
