internal import Feel
internal import Tables
internal import Values

/// Reads the shape of a dataset from its file; expressions are left to `CatalogCompiler`.
struct DatasetReader {
  private static let keys = [
    "dataset", "each", "about", "key", "control", "extent", "fields", "intervals", "derive", "from",
    "expand", "by", "where", "lookup", "collect", "let",
  ]

  /// A dataset's shape and the entries that hold its expressions.
  struct Declaration: Sendable {
    var dataset: Dataset
    let reader: MappingReader
    /// The `value:` of each field, where the dataset is derived.
    let values: [YAMLNode?]

    var isDerived: Bool { reader["from"] != nil }
  }

  static func read(_ source: SourceText) throws(Diagnostic) -> Declaration {
    let node = try YAMLNode.parse(source)
    let reader = try MappingReader(node, as: "a dataset", keys: keys)
    let name = try identifier(reader.required("dataset"), "dataset")
    let each = try identifier(reader.required("each"), "each")
    let isDerived = reader["from"] != nil
    for key in ["expand", "by", "where", "lookup", "collect", "let"] where !isDerived {
      if let stray = reader[key] {
        throw stray.diagnostic(
          "\"\(key)\" belongs to a derived dataset",
          hint: "say what it is derived `from:`"
        )
      }
    }

    var fields: [Field] = []
    var values: [YAMLNode?] = []
    for entry in try reader.required("fields").entries(of: "fields") {
      let (field, value) = try field(entry, isDerived: isDerived)
      if fields.contains(where: { $0.name == field.name }) {
        throw entry.keyNode.diagnostic("the field is declared twice")
      }
      fields.append(field)
      values.append(value)
    }
    func position(_ node: YAMLNode, _ what: String) throws(Diagnostic) -> Int {
      let name = try node.text(of: what)
      guard let index = fields.firstIndex(where: { $0.name == name }) else {
        throw node.diagnostic(
          "\(what) names no field: \"\(name)\"",
          hint: nearestName(to: name, among: fields.map(\.name)).map { "did you mean \"\($0)\"?" }
        )
      }
      return index
    }
    var key: [Int] = []
    for item in try reader.required("key").items(of: "key") {
      key.append(try position(item, "key"))
    }
    for index in key where !isDerived && fields[index].blank != .refused {
      throw try reader.required("key").diagnostic(
        "the key field \"\(fields[index].name)\" may be blank",
        hint: "declare it `required: true`"
      )
    }
    var control: Int?
    if let node = reader["control"] {
      control = try position(node, "control")
      guard fields[control ?? 0].type == .money else {
        throw node.diagnostic("control must be a field of type money")
      }
    }
    var extent: Int?
    if let node = reader["extent"] {
      extent = try position(node, "extent")
      guard fields[extent ?? 0].type == .date else {
        throw node.diagnostic("extent must be a field of type date")
      }
    }
    var intervals: [Interval] = []
    for entry in try reader["intervals"]?.entries(of: "intervals") ?? [] {
      let ends = try MappingReader(entry.value, as: "an interval", keys: ["from", "to"])
      let from = try position(ends.required("from"), "from")
      let to = try position(ends.required("to"), "to")
      guard fields[from].type == .date, fields[to].type == .date else {
        throw entry.value.diagnostic("both ends of an interval must be dates")
      }
      intervals.append(
        Interval(name: try identifier(entry.keyNode, "interval"), from: from, to: to)
      )
    }

    let schema = Schema(dataset: name, each: each, fields: fields, key: key, control: control)
    let dataset = Dataset(
      schema: schema,
      about: try reader.optionalText("about") ?? "",
      intervals: intervals,
      extent: extent,
      rowType: ContextType(name: each, entries: entries(fields, intervals)),
      source: source
    )
    return Declaration(dataset: dataset, reader: reader, values: values)
  }

  private static func entries(_ fields: [Field], _ intervals: [Interval]) -> [ContextType.Entry] {
    fields.map { .init(name: $0.name, type: $0.feelType) }
      + intervals.map { .init(name: $0.name, type: .range(.date)) }
  }

  private static func field(
    _ entry: YAMLNode.Entry,
    isDerived: Bool
  ) throws(Diagnostic) -> (Field, YAMLNode?) {
    let reader = try MappingReader(
      entry.value,
      as: "a field",
      keys: ["type", "scale", "required", "blank", "personal", "values", "unit", "about"]
        + (isDerived ? ["value"] : [])
    )
    let typeNode = try reader.required("type")
    let word = try typeNode.word(
      of: "type",
      among: ["text", "code", "number", "money", "date", "boolean"]
    )
    let type: FieldType
    switch word {
    case "code": type = .code
    case "number":
      let node = try reader.required("scale")
      let scale = try node.integer(of: "scale")
      guard (0...9).contains(scale) else { throw node.diagnostic("scale must lie between 0 and 9") }
      type = .number(scale: scale)
    case "money": type = .money
    case "date": type = .date
    case "boolean": type = .boolean
    default: type = .text
    }
    if word != "number", let node = reader["scale"] {
      throw node.diagnostic("only a number has a scale")
    }
    let values = try reader.texts("values")
    if (word == "code") == values.isEmpty, !(isDerived && word == "code") {
      throw typeNode.diagnostic(
        word == "code" ? "a code needs its list of values" : "only a code has a list of values"
      )
    }
    var blank = BlankMeaning.unknown
    if let node = reader["blank"] { blank = .answer(try node.text(of: "blank")) }
    if let node = reader["required"], try node.flag(of: "required") {
      guard blank == .unknown else {
        throw node.diagnostic("a required field has no blank to give a meaning to")
      }
      blank = .refused
    }
    let about = [try reader.optionalText("about"), try reader.optionalText("unit")]
      .compactMap { $0 }.joined(separator: "; ")
    let field = Field(
      name: try identifier(entry.keyNode, "field"),
      type: type,
      blank: blank,
      privacy: try privacy(reader["personal"]),
      values: values,
      about: about
    )
    let value = isDerived ? try reader.required("value") : nil
    return (field, value)
  }

  private static func privacy(_ node: YAMLNode?) throws(Diagnostic) -> Privacy {
    guard let node else { return .open }
    if case .scalar = node.content {
      _ = try node.word(of: "personal", among: ["pseudonymise"])
      return .pseudonymise
    }
    let reader = try MappingReader(node, as: "personal", keys: ["show to"])
    return .shown(to: Set(try reader.texts("show to")))
  }

  /// Words that FEEL or the rule format keeps for itself.
  private static let reserved: Set<String> = [
    "for", "return", "if", "then", "else", "some", "every", "satisfies", "in", "between", "and",
    "or",
    "not", "null", "true", "false", "function", "external", "instance", "of", "item", "partial",
    "as_at", "group", "key", "pair", "count", "sum", "min", "max", "all", "any", "date", "duration",
    "string", "number", "total", "first", "contains", "floor", "ceiling", "abs", "list",
  ]

  /// A name that conditions can use.
  static func identifier(_ node: YAMLNode, _ what: String) throws(Diagnostic) -> String {
    let name = try node.text(of: what)
    var bytes = name.utf8.makeIterator()
    guard let head = bytes.next(), isLetter(head) else {
      throw node.diagnostic(
        "\"\(name)\" is no name for a \(what)",
        hint: "names are a-z, 0-9 and _, a letter first"
      )
    }
    while let byte = bytes.next() {
      guard isLetter(byte) || byte == 0x5F || (0x30...0x39).contains(byte) else {
        throw node.diagnostic(
          "\"\(name)\" is no name for a \(what)",
          hint: "names are a-z, 0-9 and _, a letter first"
        )
      }
    }
    if reserved.contains(name) {
      throw node.diagnostic("\"\(name)\" is a word of the rule language; choose another name")
    }
    return name
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}

extension Field {
  /// The FEEL type of the field's cells; nullable where a blank is an answer.
  var feelType: FeelType {
    let base: FeelType =
      switch type {
      case .text, .code: .string
      case .number, .money: .number
      case .date: .date
      case .boolean: .boolean
      }
    if case .answer = blank { return .nullable(base) }
    return base
  }
}
