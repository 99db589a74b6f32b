import Foundation

/// All that another program, Python's openpyxl, sees of a workbook: cells and how they look, row heights, filters and lists.
struct StyledWorkbook {
  private let lines: [String]

  static func read(_ path: String) throws -> StyledWorkbook {
    let text = String(decoding: try OtherProgram.run(["-c", script, path]), as: UTF8.self)
    return StyledWorkbook(lines: text.split(separator: "\n").map(String.init))
  }

  /// The first lines in which two workbooks differ; empty where they are the same.
  func differences(from other: StyledWorkbook) -> [String] {
    if lines.count != other.lines.count { return ["\(lines.count), \(other.lines.count) lines"] }
    return Array(
      zip(lines, other.lines).filter { $0 != $1 }.map { "\($0) | \($1)" }.prefix(5)
    )
  }

  // Of a number, spreadsheet programs show fifteen digits; the library writes sixteen, and one that does not have as many may end in
  // nines. This program takes `_x005F_` for an underscore, as the standard says, in the list of all texts only.
  private static let script = """
    import sys, json, zipfile, openpyxl
    from xml.dom import minidom
    with zipfile.ZipFile(sys.argv[1]) as z:
        assert z.testzip() is None
        for name in z.namelist():
            if name.endswith('.xml'): minidom.parseString(z.read(name))
    book = openpyxl.load_workbook(sys.argv[1])
    def value(c):
        return ('%.15g' % c.value) if type(c.value) in (int, float) else repr(c.value).replace('_x005F_', '_')
    styles = {}
    def style(c):
        if c._style not in styles:
            styles[c._style] = json.dumps([repr(x) for x in (c.font, c.fill, c.border, c.alignment, c.number_format)])
        return styles[c._style]
    for s in book.worksheets:
        print(json.dumps([s.title, s.dimensions, s.freeze_panes, s.auto_filter.ref, s.print_title_rows, s.print_title_cols,
            sorted((str(v.sqref), v.formula1) for v in s.data_validations.dataValidation), [str(m) for m in s.merged_cells.ranges],
            s.sheet_state, {k: d.width for k, d in s.column_dimensions.items()}]))
        for row in s.iter_rows():
            print(json.dumps([row[0].row, s.row_dimensions[row[0].row].height, s.row_dimensions[row[0].row].customHeight]))
            for c in row:
                print(json.dumps([c.coordinate, c.data_type, value(c)]), style(c))
    """
}
