/// The type of a field: what its cells hold and how a column stores them.
public enum FieldType: Hashable, Sendable {
  /// Free text, compared by code point; dictionary-coded.
  case text
  /// Text from a closed list; stored as text, checked against `Field.values`.
  case code
  /// An exact decimal with a fixed count of digits after the point (0 to 9); stored as a scaled integer.
  case number(scale: Int)
  /// Pounds sterling: a number of scale 2.
  case money
  /// A calendar day, without a zone.
  case date
  /// True or false.
  case boolean

  /// Digits after the decimal point, or nil where the type is not a number.
  public var scale: Int? {
    switch self {
    case .number(let scale): scale
    case .money: 2
    default: nil
    }
  }
}

/// What an empty cell of a field means.
public enum BlankMeaning: Hashable, Sendable {
  /// Nobody said: the cell is unknown, and whatever depends on it cannot be assessed.
  case unknown
  /// The blank is an answer, in these words ("open-ended").
  case answer(String)
  /// A blank is refused: the row is quarantined.
  case refused
}

/// Who may see the cells of a field that says something of a person.
public enum Privacy: Hashable, Sendable {
  /// Not personal: any audience may see it.
  case open
  /// Replaced by a keyed pseudonym before it is stored, and shown to nobody.
  case pseudonymise
  /// Stored as it is and shown only to these audiences.
  case shown(to: Set<String>)

  /// Whether a page for the audience may show the cells.
  public func isVisible(to audience: String) -> Bool {
    switch self {
    case .open: true
    case .pseudonymise: false
    case .shown(let audiences): audiences.contains(audience)
    }
  }
}

/// One declared field of a dataset.
public struct Field: Hashable, Sendable {
  /// The name that conditions use: `[a-z][a-z0-9_]*`.
  public var name: String
  /// What its cells hold.
  public var type: FieldType
  /// What an empty cell means.
  public var blank: BlankMeaning
  /// Who may see it.
  public var privacy: Privacy
  /// The closed list of a `code` field; empty for other types.
  public var values: [String]
  /// One line on what it is, and its unit; empty where the name says it all.
  public var about: String

  /// Creates a field.
  public init(
    name: String,
    type: FieldType,
    blank: BlankMeaning = .unknown,
    privacy: Privacy = .open,
    values: [String] = [],
    about: String = ""
  ) {
    self.name = name
    self.type = type
    self.blank = blank
    self.privacy = privacy
    self.values = values
    self.about = about
  }
}

/// The shape of a dataset: its fields, its key and the money that control totals add up.
public struct Schema: Hashable, Sendable {
  /// The dataset's name, a plural: `invoices`.
  public var dataset: String
  /// The name of one row in conditions: `invoice`.
  public var each: String
  /// The fields, in the order they were declared.
  public var fields: [Field]
  /// Positions in `fields` of the key, in key order; no two loaded rows share one.
  public var key: [Int]
  /// Position in `fields` of the money that control totals add up, where there is one.
  public var control: Int?

  /// Creates a schema.
  public init(dataset: String, each: String, fields: [Field], key: [Int], control: Int? = nil) {
    self.dataset = dataset
    self.each = each
    self.fields = fields
    self.key = key
    self.control = control
  }

  /// The position of the named field, or nil.
  public func index(of name: String) -> Int? {
    fields.firstIndex { $0.name == name }
  }
}
