internal import CXLSXWriter

extension WorkbookWriter {
  /// Puts the charts on a sheet, when all cells that they draw are written.
  func writeCharts(of sheet: OpenSheet) throws(WorkbookError) {
    for place in sheet.layout.places {
      guard case .chart(let chart) = place.block else { continue }
      try write(chart, at: place, on: sheet)
    }
  }

  private func write(_ chart: Chart, at place: SheetLayout.Place, on sheet: OpenSheet)
    throws(WorkbookError)
  {
    let source = try ChartSource(of: chart, in: layouts)
    let drawing = try unsafe self.chart(chart.kind.code)
    for (index, values) in source.values.enumerated() {
      guard let series = unsafe chart_add_series(drawing, source.categories, values.cells) else {
        throw .chartSource(chart: chart.title, reason: "there is not enough memory")
      }
      unsafe chart_series_set_name(series, values.name)
      var colour = Palette.series[index % Palette.series.count]
      unsafe paint(series, &colour, kind: chart.kind)
    }
    unsafe setTitle(of: drawing, chart)
    unsafe setAxes(of: drawing, chart)
    if chart.values.count == 1 {
      unsafe chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    } else {
      unsafe chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    }
    var line = lxw_chart_line()
    line.color = Palette.line
    unsafe chart_chartarea_set_line(drawing, &line)
    try unsafe insert(drawing, chart, at: place, on: sheet)
  }

  private func paint(
    _ series: UnsafeMutablePointer<lxw_chart_series>,
    _ colour: inout UInt32,
    kind: Chart.Kind
  ) {
    if kind == .line {
      var line = lxw_chart_line()
      line.color = colour
      line.width = 2.25
      unsafe chart_series_set_line(series, &line)
    } else {
      var fill = lxw_chart_fill()
      fill.color = colour
      unsafe chart_series_set_fill(series, &fill)
    }
  }

  private func setTitle(of drawing: UnsafeMutablePointer<lxw_chart>, _ chart: Chart) {
    var font = unsafe lxw_chart_font()
    unsafe font.size = 11
    unsafe font.bold = 1
    unsafe font.color = Palette.head
    unsafe chart_title_set_name(drawing, CellText.storable(chart.title))
    unsafe chart_title_set_name_font(drawing, &font)
  }

  private func setAxes(of drawing: UnsafeMutablePointer<lxw_chart>, _ chart: Chart) {
    guard
      let categories = unsafe chart_axis_get(drawing, chart.kind.categoryAxis),
      let values = unsafe chart_axis_get(drawing, chart.kind.valueAxis)
    else { return }
    var font = unsafe lxw_chart_font()
    unsafe font.size = 9
    unsafe font.color = Palette.quiet
    var grid = lxw_chart_line()
    grid.color = Palette.line
    unsafe setUp(categories, title: chart.categoryTitle, &font, &grid)
    unsafe setUp(values, title: chart.valueTitle, &font, &grid)
    unsafe chart_axis_set_num_format(values, chart.format.code)
    unsafe chart_axis_major_gridlines_set_visible(values, 1)
    unsafe chart_axis_major_gridlines_set_line(values, &grid)
    switch chart.kind {
    case .bar, .stackedBar:
      // Rows count down the page, bars count up; and the values stay at the foot.
      unsafe chart_axis_set_reverse(categories)
      unsafe chart_axis_set_crossing_max(categories)
      unsafe chart_axis_major_gridlines_set_visible(categories, 0)
      unsafe chart_set_series_gap(drawing, 60)
    case .column, .stackedColumn:
      unsafe chart_set_series_gap(drawing, 60)
    case .line: break
    }
  }

  private func setUp(
    _ axis: UnsafeMutablePointer<lxw_chart_axis>,
    title: String,
    _ font: inout lxw_chart_font,
    _ line: inout lxw_chart_line
  ) {
    if !title.isEmpty {
      unsafe chart_axis_set_name(axis, CellText.storable(title))
      unsafe chart_axis_set_name_font(axis, &font)
    }
    unsafe chart_axis_set_num_font(axis, &font)
    unsafe chart_axis_set_line(axis, &line)
  }

  private func insert(
    _ drawing: UnsafeMutablePointer<lxw_chart>,
    _ chart: Chart,
    at place: SheetLayout.Place,
    on sheet: OpenSheet
  ) throws(WorkbookError) {
    let width = sheet.layout.pixels(from: place.column, count: place.width)
    // Points are three quarters of a pixel.
    let height = (place.row..<place.row + chart.rows).reduce(0) {
      $0 + (sheet.heights[$1] ?? SheetLayout.rowHeight)
    }
    let pixels = height * 4 / 3
    let code = unsafe chart.alternativeText.withCString { text in
      var options = unsafe lxw_chart_options()
      unsafe options.x_offset = 2
      unsafe options.y_offset = 4
      unsafe options.x_scale = Double(width - 8) / 480
      unsafe options.y_scale = Double(pixels - 8) / 288
      unsafe options.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
      unsafe options.description = UnsafeMutablePointer(mutating: text)
      let (row, column) = Run(row: place.row, column: place.column).start
      return unsafe worksheet_insert_chart_opt(sheet.pointer, row, column, drawing, &options)
    }
    try check(code)
  }
}

/// The cells that a chart draws, as formulas.
struct ChartSource {
  var categories: String
  var values: [(name: String, cells: String)]

  /// Finds the cells of a chart among the tables of all sheets.
  init(of chart: Chart, in layouts: [SheetLayout]) throws(WorkbookError) {
    func refuse(_ reason: String) -> WorkbookError {
      .chartSource(chart: chart.title, reason: reason)
    }
    let found = layouts.flatMap { layout in
      layout.tables.filter { $0.table.name == chart.table }.map { (layout.sheet.name, $0) }
    }
    guard let (sheet, place) = found.first else { throw refuse("no table is named \(chart.table)") }
    guard found.count == 1 else { throw .tableName(chart.table) }
    func cells(_ heading: String) throws(WorkbookError) -> String {
      guard let index = place.table.columns.firstIndex(where: { $0.heading == heading }) else {
        throw refuse("its table has no column \(heading)")
      }
      let column = place.column + place.table.offsets[index]
      let first = CellReference(row: place.row + 1, column: column)
      // An empty table is drawn as one empty row.
      let last = CellReference(row: place.row + max(1, place.table.rows.count), column: column)
      return "=\(CellReference.range(of: sheet, from: first, to: last))"
    }
    categories = try cells(chart.categories)
    values = []
    for heading in chart.values { values.append((heading, try cells(heading))) }
  }
}

extension Chart {
  /// What a screen reader says.
  fileprivate var alternativeText: String {
    "\(title): \(values.joined(separator: ", ")) by \(categories)"
  }
}

extension Chart.Kind {
  private var isLying: Bool { self == .bar || self == .stackedBar }

  /// The library calls the axis that lies X, whatever it shows.
  fileprivate var categoryAxis: lxw_chart_axis_type {
    isLying ? LXW_CHART_AXIS_TYPE_Y : LXW_CHART_AXIS_TYPE_X
  }

  fileprivate var valueAxis: lxw_chart_axis_type {
    isLying ? LXW_CHART_AXIS_TYPE_X : LXW_CHART_AXIS_TYPE_Y
  }

  fileprivate var code: lxw_chart_type {
    switch self {
    case .bar: LXW_CHART_BAR
    case .stackedBar: LXW_CHART_BAR_STACKED
    case .column: LXW_CHART_COLUMN
    case .stackedColumn: LXW_CHART_COLUMN_STACKED
    case .line: LXW_CHART_LINE
    }
  }
}
