internal import Tables
internal import Values

/// Says what a row's key is, without personal values.
struct KeyWords {
  let schema: Schema
  /// The columns of the key.
  let columns: [Column]
  let pool: TextPool

  /// The key of a row.
  func words(_ row: Int) -> String {
    let parts = zip(schema.key, columns).map { index, column in
      let field = schema.fields[index]
      guard field.privacy == .open else { return field.name }
      let value =
        switch column[row] {
        case .text(let code): pool.text(code)
        case .scaled(let value): Decimal(scaled: value, scale: field.type.scale ?? 0).description
        case .date(let date): date.description
        case .boolean(let value): value ? "true" : "false"
        case .blank, .unknown: ""
        }
      return "\(field.name) \(value.quoted)"
    }
    return "the key " + parts.joined(separator: ", ")
  }
}
