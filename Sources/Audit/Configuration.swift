public import Engine
public import Extracts
public import Rules
internal import Tables
public import Values

/// What `audit.yaml` says: the rules, the sources and where the outputs go.
public struct Configuration: Sendable {
  /// A folder of rules.
  public enum RuleFolder: Hashable, Sendable {
    /// The rules that come with the program.
    case bundled
    /// A folder of the council's own; its rules replace earlier ones of the same id.
    case folder(String)
  }

  /// Where the secret for pseudonyms is.
  public enum KeyPlace: Sendable {
    /// In a file.
    case file(String, YAMLNode)
    /// In an environment variable.
    case environment(String, YAMLNode)
  }

  /// The council's name, as pages show it.
  public var council: String
  /// The day that the audit speaks of, where the file says so.
  public var asAt: CalendarDate?
  /// The rules, in order.
  public var rules: [RuleFolder]
  /// Why a rule of a later folder may replace an earlier one of the same id, by id.
  public var overrides: [String: String]
  /// Where the secret for pseudonyms is.
  public var pseudonymKey: KeyPlace?
  /// What `annualised` multiplies by.
  public var weeksPerYear: Additions.Fraction
  /// The folder that the outputs go to.
  public var outputs: String
  /// Whether rejected rows are written to the restricted folder as they stand in their files.
  public var writesRawRejectedRows: Bool
  /// The sources, in the order of the file.
  public var sources: [Source]
  /// The file itself.
  public var text: SourceText
}

/// How one dataset's files are found and read.
public struct Source: Sendable {
  /// The dataset's name.
  public var dataset: String
  /// Where the name stands, for errors.
  public var node: YAMLNode
  /// Paths or patterns.
  public var files: [String]
  /// Whether the audit stops where the source is refused.
  public var isRequired = true
  /// Columns by field, with the place of each, for errors.
  public var columns: [(field: YAMLNode.Entry, column: BoundColumn)] = []
  /// The cell delimiter.
  public var delimiter = UInt8(ascii: ",")
  /// A cell delimiter of several bytes, which is instead of `delimiter`; nil where there is none.
  public var longDelimiter: LongDelimiter?
  /// The encoding.
  public var encoding = TextEncoding.utf8
  /// Which sheets of workbooks are read.
  public var sheets = SheetChoice.only
  /// The line of the headings.
  public var headerLine = 1
  /// How dates are written.
  public var dates = DateFormat.iso
  /// Whose days times belong to, where it says so.
  public var zone: DayZone?
  /// How numbers are written.
  public var numbers = NumberFormat()
  /// Cells that count as empty.
  public var blanks: [String] = []
  /// Whether a row that is too short ends in empty cells; otherwise it is refused.
  public var acceptsMissingCells = false
  /// The days that the extract covers, where it says so.
  public var covers: Period?
  /// How many rows may be rejected, where it says so.
  public var maximumRejected: Ceiling?
  /// What the first cell of rows that are no data is.
  public var footers: [CellPattern] = []
  /// How the files tell that they are complete.
  public var completeness: Completeness?
  /// What the files must satisfy, with the place of each, for errors.
  public var guards: [(guard: Guard, node: YAMLNode)] = []
}

/// A source whose dataset is known: what to read, and what it means if that fails.
public struct BoundSource: Sendable {
  /// What to read, and what it must satisfy.
  public var delivery: Delivery
  /// Whether the audit stops where the source is refused.
  public var isRequired: Bool
  /// The days that the extract covers; nil for a dataset that is not cut by a date.
  public var covers: Period?

  /// The dataset that it fills.
  public var dataset: String { delivery.binding.schema.dataset }
}
