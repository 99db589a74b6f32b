internal import Feel
internal import Findings
internal import Rules
internal import Tables
internal import Values

/// A part of the key of a rule's units.
struct KeyField: Sendable {
  /// Which row of a unit has it.
  let row: Int
  /// The position of its field.
  let field: Int
  /// The scale of its numbers.
  let scale: Int
  /// Whether it is a text, which its value in the key is then.
  let isText: Bool
  /// What it is called.
  let name: String
  /// What stands before its value in a key that is one text.
  let head: String

  private init(row: Int, field: Int, _ type: FieldType, name: String, isFirst: Bool) {
    (self.row, self.field, self.name) = (row, field, name)
    scale = type.scale ?? 0
    isText =
      switch type {
      case .text, .code: true
      case .number, .money, .date, .boolean: false
      }
    head = (isFirst ? "" : ";") + KeyPart.canonical([KeyPart(field: name, value: "")])
  }

  /// The parts of the key, in order.
  static func all(_ plan: RulePlan, _ frame: Frame, _ world: World) -> [KeyField] {
    let schema = world.tables[frame.unit.dataset].schema
    let fields: [(row: Int, field: Int, prefix: String)]
    switch frame.unit {
    case .row, .expansion: fields = schema.key.map { (0, $0, "") }
    case .group(_, let by, _): fields = by.map { (0, $0, "") }
    case .pair:
      let names = plan.rule.body.scope.variables.map(\.name)
      fields = [0, 1].flatMap { row in schema.key.map { (row, $0, names[row + 1] + ".") } }
    }
    return fields.enumerated().map { index, part in
      KeyField(
        row: part.row,
        field: part.field,
        schema.fields[part.field].type,
        name: part.prefix + schema.fields[part.field].name,
        isFirst: index == 0
      )
    }
  }
}
