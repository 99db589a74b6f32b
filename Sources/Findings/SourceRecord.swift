/// What was read of one source: read = loaded + rejected + delivered twice, and footers, which are no data.
public struct SourceRecord: Hashable, Sendable {
  /// The dataset that the source fills.
  public var dataset: String
  /// The files, in the order read.
  public var files: [FileRecord]
  /// Rows accepted and their control money.
  public var loaded = Tally()
  /// Rows refused and their control money, as far as it can be read.
  public var rejected = Tally()
  /// How many rows were refused for each reason, whether they are listed or not.
  public var reasons: [RejectionReason: Int] = [:]
  /// Rows that a file has and an earlier one of the source had; only the first copy is loaded.
  public var deliveredTwice = Tally()
  /// What the delivery had to satisfy, and whether it did.
  public var checks: [DeliveryCheck] = []

  /// Creates a record without rows.
  public init(dataset: String, files: [FileRecord]) {
    self.dataset = dataset
    self.files = files
  }

  /// Rows of data in the files, and their control money.
  public var read: Tally {
    var sum = loaded
    sum.add(rejected)
    sum.add(deliveredTwice)
    return sum
  }

  /// The reasons for which rows were refused, the most frequent first.
  public var countedReasons: [(reason: RejectionReason, rows: Int)] {
    func order(_ reason: RejectionReason) -> (String, String) {
      (reason.code.rawValue, reason.heading ?? "")
    }
    return reasons.map { ($0.key, $0.value) }
      .sorted { $0.1 == $1.1 ? order($0.0) < order($1.0) : $0.1 > $1.1 }
  }

  /// Rows that a declared pattern says are footers or trailers.
  public var footers: Int {
    files.reduce(0) { $0 + ($1.contents?.footers ?? 0) }
  }
}

/// One file, as the manifest names it.
public struct FileRecord: Hashable, Sendable {
  /// The file's name, without its folder but where another file of the source has the same name.
  public var name: String
  /// Its length in bytes, as stored.
  public var bytes: Int
  /// SHA-256 of its bytes, as stored, in hexadecimal.
  public var sha256: String
  /// What was read from it; nil for an output.
  public var contents: FileContents?

  /// Creates a record.
  public init(name: String, bytes: Int, sha256: String, contents: FileContents? = nil) {
    self.name = name
    self.bytes = bytes
    self.sha256 = sha256
    self.contents = contents
  }
}

/// What was read from one file of a source.
public struct FileContents: Hashable, Sendable {
  /// Its headings in order, without spaces around them; empty where there is none over a column.
  public var headings: [String]
  /// Its rows of data and their control money, whatever became of them.
  public var read: Tally
  /// Its rows that a declared pattern says are footers, trailers among them.
  public var footers: Int
  /// The cells of its trailers, as they are written.
  public var trailers: [[String]]
  /// Its rows of data behind the last of its trailers; 0 where it has none.
  public var rowsBehindTrailer = 0
  /// Its rows of data that are hidden on their sheet, which are read like others.
  public var hiddenRows = 0
  /// Whether it ends within the line of a row of data, as a file does that was cut.
  public var endsInRow = false

  /// Creates contents.
  public init(
    headings: [String],
    read: Tally = Tally(),
    footers: Int = 0,
    trailers: [[String]] = []
  ) {
    self.headings = headings
    self.read = read
    self.footers = footers
    self.trailers = trailers
  }
}
