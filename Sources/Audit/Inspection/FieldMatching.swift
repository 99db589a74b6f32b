internal import Extracts
internal import Rules
internal import Tables

/// Which columns of a table may fill which fields of a dataset.
struct FieldMatching {
  /// The dataset.
  let dataset: Dataset
  /// For each field, the position of its column; nil where none reads like it.
  private(set) var columns: [Int?]
  /// How well the two fit: how many fields are found, and more where little is left over on both sides.
  private(set) var fit = 0.0

  /// Fits below this are chance.
  private static let least = 0.45

  /// The dataset that fits best; nil where none has two fields in common with the table.
  static func closest(
    to table: TableProfile,
    among datasets: [Dataset],
    words: HeadingWords
  ) -> FieldMatching? {
    let matchings = datasets.map { FieldMatching($0, table, words) }
      .filter { $0.columns.count { $0 != nil } >= min(2, $0.columns.count) }
    return matchings.max {
      ($0.fit, $1.dataset.schema.dataset) < ($1.fit, $0.dataset.schema.dataset)
    }
  }

  /// What is known already.
  init(dataset: Dataset, columns: [Int?]) {
    self.dataset = dataset
    self.columns = columns
  }

  init(_ dataset: Dataset, _ table: TableProfile, _ words: HeadingWords) {
    self.dataset = dataset
    let fields = dataset.schema.fields
    columns = Array(repeating: nil, count: fields.count)
    let headings = table.columns.map { words.words(of: $0.heading) }
    // In a file of contracts, "Contract Reference" says no more than "Reference".
    let own = words.words(of: dataset.schema.dataset).union(words.words(of: dataset.schema.each))
    var pairs: [(field: Int, column: Int, likeness: Double)] = []
    for (index, field) in fields.enumerated() {
      let name = words.words(of: field.name)
      let about = words.words(of: field.about)
      for (position, column) in table.columns.enumerated()
      where !headings[position].isEmpty && !words.isApart(headings[position], from: name) {
        var likeness = FieldMatching.likeness(
          name,
          headings[position],
          about: about,
          implied: own.subtracting(name),
          words
        )
        // The money of a file is often called no more than that.
        if index == dataset.schema.control, headings[position].contains("amount") {
          likeness = max(likeness, 0.5)
        }
        // So is its day.
        if field.type == .date, name.contains("date"), headings[position] == ["date"] {
          likeness = max(likeness, 0.5)
        }
        likeness *= FieldMatching.suits(field, column, rows: table.rows)
        if likeness >= FieldMatching.least { pairs.append((index, position, likeness)) }
      }
    }
    // The best pair first; of equal ones, the first column.
    pairs.sort { ($1.likeness, $0.column, $0.field) < ($0.likeness, $1.column, $1.field) }
    var taken: Set<Int> = []
    var sum = 0.0
    for pair in pairs where columns[pair.field] == nil && taken.insert(pair.column).inserted {
      columns[pair.field] = pair.column
      sum += pair.likeness
    }
    let named = headings.count { !$0.isEmpty }
    if named > 0, !fields.isEmpty { fit = sum * (1 + 2 * sum / Double(named + fields.count)) }
  }

  /// How much two sets of words have in common; one letter may be wrong in a long word.
  private static func likeness(
    _ name: Set<String>,
    _ heading: Set<String>,
    about: Set<String>,
    implied: Set<String>,
    _ words: HeadingWords
  ) -> Double {
    func weight(_ set: Set<String>) -> Double {
      set.reduce(0) { $0 + (implied.contains($1) ? HeadingWords.little : words.weight(of: $1)) }
    }
    let shared = heading.filter { word in name.contains { isSame(word, $0) } }
    guard !shared.isEmpty else { return 0 }
    // What the field is about helps to choose, and never decides.
    let hint = 0.2 * weight(heading.intersection(about)) / weight(heading)
    return min(1, 2 * weight(shared) / (weight(name) + weight(heading)) + hint)
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    a == b || HeadingWords.isSlip(a, of: b)
  }

  /// Whether the cells of a column could be those of a field, from 0 to a little more than 1.
  private static func suits(_ field: Field, _ column: ColumnProfile, rows: Int) -> Double {
    let isSparse = field.blank == .refused && column.filled * 2 < rows
    let share = isSparse ? 0.5 : 1
    switch (field.type, column.content) {
    case (_, .blank): return 0.8 * share
    case (.money, .decimal) where column.neededDigits > 2: return 0.7 * share
    case (.money, .whole): return 0.9 * share
    case (.date, .date), (.money, .decimal), (.number, .whole),
      (.number, .decimal),
      (.boolean, .boolean):
      return share
    case (.date, .whole), (.date, .decimal): return column.numberedDays == nil ? 0 : 0.9 * share
    case (.code, .code) where !column.isMasked:
      let known = column.values.count { field.values.contains($0) }
      return known > 0 ? 1.3 * share : 0.6 * share
    case (.code, .code), (.text, .text), (.text, .code), (.text, .whole): return share
    case (.code, .text), (.text, .boolean), (.text, .decimal), (.text, .date), (.boolean, .code):
      return 0.5 * share
    default: return 0
    }
  }
}
