internal import Findings
internal import Tables

extension RowWords {
  /// The words of a page for the rows of some datasets, which come as in the catalogue.
  init(_ schemas: [Schema], _ words: PageWords) {
    self.init()
    for schema in schemas {
      append(
        dataset: schema.dataset,
        words[schema.dataset],
        fields: schema.fields.map { ($0.name, words.inLine($0.name)) }
      )
    }
  }
}
