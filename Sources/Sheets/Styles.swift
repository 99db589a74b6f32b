/// What each style of a workbook's cells shows numbers as (ECMA-376 part 1, 18.8.10).
struct Styles: Sendable {
  private var kinds: [FormatKind] = []

  /// A workbook without styles, whose numbers are numbers.
  init() {}

  init(_ entry: Archive.Entry, in archive: Archive) throws(SheetsError) {
    var formats: [Int: FormatKind] = [:]
    var numbers: [Int] = []
    // The same element describes the styles of cells and, elsewhere, the named styles that they are made from.
    var xml = try XMLReader(entry, in: archive)
    var isInCells = false
    while let event = try xml.nextEvent() {
      switch event {
      case .start(let element):
        switch element.name {
        case .cellXfs: isInCells = true
        case .xf where isInCells: numbers.append(element[.numFmtId].flatMap { Int($0) } ?? 0)
        case .numFmt:
          if let number = element[.numFmtId].flatMap({ Int($0) }), let code = element[.formatCode] {
            formats[number] = FormatKind(code: code)
          }
        default: break
        }
      case .end(let name): if name == .cellXfs { isInCells = false }
      }
    }
    kinds = numbers.map { formats[$0] ?? FormatKind(builtIn: $0) }
  }

  /// What a style shows numbers as; plain numbers where there is no such style.
  subscript(style: Int) -> FormatKind {
    style < kinds.count ? kinds[style] : .number
  }
}
