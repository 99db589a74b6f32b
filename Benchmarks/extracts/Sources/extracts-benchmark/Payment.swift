import Tables

/// The columns of the payments, of which each program reads every one by its type.
enum Payment {
  static let fields: [Field] = [
    Field(name: "payment_id", type: .text, blank: .refused),
    Field(name: "supplier_id", type: .text, blank: .refused),
    Field(name: "supplier_name", type: .text),
    Field(name: "invoice_no", type: .text),
    Field(name: "kind", type: .code, values: ["basic", "credit", "arrears"]),
    Field(name: "placement_id", type: .text),
    Field(name: "period_from", type: .date),
    Field(name: "period_to", type: .date),
    Field(name: "paid_date", type: .date),
    Field(name: "unit", type: .code, values: ["hour", "day", "week", "visit"]),
    Field(name: "units", type: .number(scale: 2)),
    Field(name: "unit_rate", type: .number(scale: 4)),
    Field(name: "net", type: .money),
  ]
  static let headings = fields.map(\.name)
}
