public import Values

/// The words with which a page tells of the rows that findings rest on, a line each: their dataset, their fields, and their place.
///
///     Late bills: bill no B 1, net 7.00 (bills.csv:3)
public struct RowWords: Sendable {
  private struct Dataset: Sendable {
    let name: String
    /// The words that a line begins with.
    let head: Range<Int>
    /// The fields in the dataset's order, each with the words before its value.
    let fields: [(name: String, words: Range<Int>)]
  }

  /// All words: what many lines need is not counted by threads, each of which would wait for the other.
  private var words = TextBuffer()
  private var datasets: [Dataset] = []

  /// Creates no words.
  public init() {}

  /// Adds the next dataset of the catalogue.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - words: What it is called.
  ///   - fields: Its fields in order: their names, and what they are called.
  public mutating func append(
    dataset name: String,
    _ words: String,
    fields: [(name: String, words: String)]
  ) {
    datasets.append(
      Dataset(
        name: name,
        head: place(of: words + ": "),
        fields: fields.map { ($0.name, place(of: $0.words + " ")) }
      )
    )
  }

  private mutating func place(of text: String) -> Range<Int> {
    let start = words.count
    words.append(text)
    return start..<words.count
  }

  /// Adds what the line on a row begins with.
  ///
  /// - Parameters:
  ///   - dataset: The position of its dataset in the catalogue.
  ///   - text: What it is added to.
  public func addHead(of dataset: Int, to text: inout TextBuffer) {
    text.append(words, datasets[dataset].head)
  }

  /// Adds what stands before the value of a field, given by positions.
  public func addName(of field: Int, in dataset: Int, to text: inout TextBuffer) {
    text.append(words, datasets[dataset].fields[field].words)
  }

  /// Adds the line on a row that says itself what it holds.
  func addLine(on row: RelatedRow, to text: inout TextBuffer) {
    guard let dataset = datasets.firstIndex(where: { $0.name == row.dataset }) else {
      preconditionFailure("a row of no dataset")
    }
    let (values, location) = row.content
    addHead(of: dataset, to: &text)
    for (number, value) in values.enumerated() {
      guard let field = datasets[dataset].fields.firstIndex(where: { $0.name == value.name }) else {
        preconditionFailure("a value of no field")
      }
      if number > 0 { text.append(", ") }
      addName(of: field, in: dataset, to: &text)
      text.append(inLine: value.value)
    }
    if let location { text.append(inBrackets: location) }
  }
}
