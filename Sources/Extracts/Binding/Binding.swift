public import Tables

/// How a file's bytes stand for text.
public enum TextEncoding: Hashable, Sendable {
  /// UTF-8.
  case utf8
  /// Windows-1252, the code page of older Windows exports.
  case windows1252
  /// UTF-16 of either byte order, which the mark at the start tells, or else the first heading.
  case utf16
}

extension TextEncoding {
  /// The byte that stands for a character wherever it comes, and for nothing else; nil where there is none.
  ///
  /// In UTF-8 only ASCII has such bytes, and UTF-16 is read as that.
  public func singleByte(_ scalar: Unicode.Scalar) -> UInt8? {
    guard let byte = UInt8(exactly: scalar.value), byte < 0x80 || self == .windows1252 else {
      return nil
    }
    // Windows-1252 has other characters in the place of the control characters from 0x80 on.
    return (0x80...0x9F).contains(byte) ? nil : byte
  }
}

/// How many rows of a source may be rejected before the whole source is refused.
public enum Ceiling: Hashable, Sendable {
  /// A count of rows.
  case rows(Int)
  /// A share of the rows read, in hundredths of one per cent: 100 is 1 %.
  case share(basisPoints: Int)

  /// Whether so many rejected rows are within the ceiling.
  public func allows(_ rejected: Int, of read: Int) -> Bool {
    switch self {
    case .rows(let most): rejected <= most
    case .share(let basisPoints): rejected * 10_000 <= read * basisPoints
    }
  }
}

extension Ceiling: CustomStringConvertible {
  /// The count, or the share: "1 %".
  public var description: String {
    switch self {
    case .rows(let most): "\(most)"
    case .share(let basisPoints): percent(basisPoints)
    }
  }
}

/// Which column of a file a field is read from, and how it is written where that differs from the source's other columns.
public struct BoundColumn: Hashable, Sendable {
  /// The ways to find a column.
  public enum Place: Hashable, Sendable {
    /// The one column whose heading is one of these; with a number, that one of them, counted from 1 at the left.
    case heading([String], which: Int?)
    /// The column at a 1-based position, whatever its heading.
    case position(Int)
    /// The source does not deliver the field: all its cells are empty.
    case absent
  }

  /// Where it is.
  public var place: Place
  /// How its dates are written, where they differ from the source's.
  public var dates: DateFormat?
  /// How its numbers are written, where they differ from the source's.
  public var numbers: NumberFormat?

  /// Creates a column that is found by one of some headings.
  public init(_ headings: String...) {
    place = .heading(headings, which: nil)
  }

  /// Creates a column that is found in another way.
  public init(place: Place) {
    self.place = place
  }
}

/// What binds a dataset to its files: where they are and how they are written.
///
/// All of it is declared; nothing is guessed from the rows.
public struct Binding: Sendable {
  /// The dataset's shape.
  public var schema: Schema
  /// The files, in the order they are read; a gzip file is inflated.
  public var files: [String]
  /// Columns by field; a field that is not listed is read from the column whose heading is its name.
  public var columns: [String: BoundColumn]
  /// The byte between cells; see ``TextEncoding/singleByte(_:)``.
  public var delimiter: UInt8 = UInt8(ascii: ",")
  /// A delimiter of several bytes, for which `delimiter` stands; nil where there is none.
  public internal(set) var longDelimiter: LongDelimiter?
  /// How bytes stand for text.
  public var encoding = TextEncoding.utf8
  /// Which sheets of a workbook hold the rows.
  public var sheets = SheetChoice.only
  /// The 1-based line on which the headings are; in a sheet, its row.
  public var headerLine = 1
  /// How dates are written.
  public var dates = DateFormat.iso
  /// Whose days the times belong to that stand behind dates; nil where the day is the one that is written.
  public var zone: DayZone?
  /// How numbers and money are written.
  public var numbers = NumberFormat()
  /// Cells that count as empty, beside the empty cell; one that ends in `…` stands for all that begin so.
  public var blanks: [String] = []
  /// What tells rows that are no data.
  public var marks = RowMarks()
  /// Whether a row that is too short ends in empty cells; otherwise it is refused.
  public var acceptsMissingCells = false
  /// The secret that pseudonyms are made with; at least 32 bytes.
  public var pseudonymKey: [UInt8]?
  /// How much is read at a time.
  package var sizes = RowSizes()
  /// The most bytes of memory that the rows may take; nil where nothing is known of it.
  public var memory: Int?
  /// How many rows may be rejected.
  public var maximumRejected = Ceiling.rows(0)

  /// Says that a delimiter of several bytes stands between cells.
  public mutating func separate(by delimiter: LongDelimiter) {
    longDelimiter = delimiter
    self.delimiter = delimiter.byte
  }

  /// What stands between cells, as a text.
  var delimiterText: String {
    longDelimiter.map { String(decoding: $0.text, as: UTF8.self) }
      ?? String(UnicodeScalar(delimiter))
  }

  /// How the dates of a field are written.
  func dates(of field: Field) -> DateFormat { columns[field.name]?.dates ?? dates }

  /// What reads the dates of a field.
  func dateReader(of field: Field) -> DateReader {
    var reader = dates(of: field).reader
    reader.keepsTimes = zone != nil
    return reader
  }

  /// How the numbers of a field are written.
  func numbers(of field: Field) -> NumberFormat { columns[field.name]?.numbers ?? numbers }

  /// Creates a binding of comma-separated UTF-8 with ISO dates that allows no rejected row.
  public init(schema: Schema, files: [String], columns: [String: BoundColumn] = [:]) {
    self.schema = schema
    self.files = files
    self.columns = columns
  }
}
