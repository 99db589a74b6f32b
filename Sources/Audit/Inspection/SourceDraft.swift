internal import Extracts
internal import Rules
internal import Tables

/// The tables of one kind that could be one source: a file, several files of one layout, sheets of a workbook.
struct SourceDraft {
  /// One of the tables, with the position of each field's column.
  struct Member {
    var table: FoundTable
    var columns: [Int?]
  }

  let dataset: Dataset
  private(set) var members: [Member]
  /// The sheets with cells that each workbook has, those without headings included.
  private var filledSheets: [String: Int]

  init(_ dataset: Dataset, _ member: Member, filledSheets: [String: Int]) {
    self.dataset = dataset
    members = [member]
    self.filledSheets = filledSheets
  }

  var schema: Schema { dataset.schema }
  var first: Member { members[0] }

  /// The files, each once.
  var files: [String] {
    var seen: Set<String> = []
    return members.map(\.table.path).filter { seen.insert($0).inserted }
  }

  /// The columns that fill a field, a table each; none where it was not found.
  func columns(of field: Int) -> [ColumnProfile] {
    members.compactMap { member in
      member.columns[field].map { member.table.profile.columns[$0] }
    }
  }

  /// The headings over a field's columns, each once.
  func headings(of field: Int) -> [String] {
    var seen: Set<String> = []
    return columns(of: field).map(\.heading).filter { seen.insert($0).inserted }
  }

  // MARK: Tables of one kind

  /// Takes a table with the very same headings; false where it has others, or is read otherwise.
  mutating func takeSame(_ table: FoundTable) -> Bool {
    guard isReadAlike(table), table.headings == first.table.headings else { return false }
    members.append(Member(table: table, columns: first.columns))
    return true
  }

  /// Takes a table in which every field is found that was found in the others, though under other headings.
  mutating func takeSimilar(_ table: FoundTable, _ matching: FieldMatching) -> Bool {
    guard isReadAlike(table), matching.dataset.schema.dataset == schema.dataset,
      isFoundByHeading(first)
    else { return false }
    var columns: [Int?] = []
    for field in schema.fields.indices {
      guard first.columns[field] != nil else {
        columns.append(nil)
        continue
      }
      let known = headings(of: field)
      let place = table.headings.firstIndex(where: known.contains) ?? matching.columns[field]
      guard let place else { return false }
      columns.append(place)
    }
    let member = Member(table: table, columns: columns)
    let places = columns.compactMap(\.self)
    guard isFoundByHeading(member), Set(places).count == places.count else { return false }
    members.append(member)
    return true
  }

  private func isReadAlike(_ table: FoundTable) -> Bool {
    table.form == first.table.form
      && table.profile.headingsLine == first.table.profile.headingsLine
  }

  /// Whether all its columns have headings that stand once.
  private func isFoundByHeading(_ member: Member) -> Bool {
    let headings = member.table.headings
    return member.columns.compactMap(\.self).allSatisfy { place in
      !headings[place].isEmpty && headings.count { $0 == headings[place] } == 1
    }
  }

  // MARK: Sheets

  /// The sheets of its workbooks, as `sheet` names them.
  enum Sheets: Hashable {
    /// They need not be named: each workbook has one with cells.
    case only
    case all
    case these([String])
  }

  /// Which sheets it reads.
  var sheets: Sheets {
    let names = files.map { file in
      members.filter { $0.table.path == file }.compactMap(\.table.sheet)
    }
    guard let first = names.first, !first.isEmpty else { return .only }
    let filled = files.map { filledSheets[$0] ?? 0 }
    if filled.allSatisfy({ $0 == 1 }) { return .only }
    if zip(names, filled).allSatisfy({ $0.count == $1 }) { return .all }
    return .these(first)
  }

  /// Takes the tables of another file, where both choose the same sheets.
  mutating func take(_ other: SourceDraft) -> Bool {
    var both = self
    for member in other.members {
      guard
        both.takeSame(member.table)
          || both.takeSimilar(
            member.table,
            FieldMatching(dataset: other.dataset, columns: member.columns)
          )
      else { return false }
    }
    both.filledSheets.merge(other.filledSheets) { first, _ in first }
    guard both.sheets == sheets, sheets == other.sheets else { return false }
    self = both
    return true
  }
}
