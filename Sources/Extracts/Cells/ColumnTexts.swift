internal import Tables

/// Texts of a column: numbered as they come, or kept as they are where most of them differ.
extension ColumnReader {
  /// Reads texts and gives them their numbers.
  mutating func readTexts(
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ column: inout CellColumn,
    _ faults: inout [FaultyCell]
  ) {
    let start = column.states.count
    column.states.append(contentsOf: repeatElement(.known, count: cells.count))
    column.codes.append(contentsOf: repeatElement(0, count: cells.count))
    let others = numberPlain(cells, bytes, &column.codes, start)
    cellCount += cells.count
    missCount += misses.count
    readOthers(others, cells, bytes, &column, start, &faults)
  }

  /// Reads texts without giving them numbers.
  func readRaw(
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ column: inout CellColumn,
    _ faults: inout [FaultyCell]
  ) {
    let start = column.states.count
    column.states.append(contentsOf: repeatElement(.known, count: cells.count))
    if let places = plainPlaces(cells, bytes) {
      column.raw.append(places, in: bytes)
      return
    }
    var text: [UInt8] = []
    for row in cells.indices {
      let reading = cell.read(cells[row], in: bytes, text: &text)
      if case .text = reading {
        column.raw.append(text.span)
        continue
      }
      column.raw.append(Span())
      if case .fault(let fault) = reading {
        faults.append(FaultyCell(row: start + row, field: field, fault: fault))
      }
      store(reading, Span(), in: &column, at: start + row)
    }
  }

  /// Where the texts of cells are that are all plain; nil where one is not.
  private func plainPlaces(_ cells: Span<CellBytes>, _ bytes: Span<UInt8>) -> [TextPlace]? {
    var places: [TextPlace] = []
    places.reserveCapacity(cells.count)
    for row in cells.indices {
      let place = unsafe cells[unchecked: row]
      guard isPlain(place, bytes) else { return nil }
      let isPlain =
        place.count <= ShortText.longest
        ? ShortText(bytes, at: Int(place.start), count: place.count).isPlain
        : unsafe CellText.isPlain(bytes.extracting(unchecked: place.range))
      guard isPlain else { return nil }
      places.append(TextPlace(start: place.start, count: UInt32(place.count)))
    }
    return places
  }

  /// Gives plain texts their numbers, and returns the rows whose cells are not plain.
  private mutating func numberPlain(
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ codes: inout [TextCode],
    _ start: Int
  ) -> [Int] {
    var others: [Int] = []
    misses.removeAll(keepingCapacity: true)
    for row in cells.indices {
      let place = unsafe cells[unchecked: row]
      let count = place.count
      guard isPlain(place, bytes) else {
        others.append(row)
        continue
      }
      guard count <= ShortText.longest else {
        let text = unsafe bytes.extracting(unchecked: place.range)
        if CellText.isPlain(text) {
          misses.append(PlacedText(place.range, hash: TextHash.of(text), tag: Int32(row)))
        } else {
          others.append(row)
        }
        continue
      }
      let text = ShortText(bytes, at: Int(place.start), count: count)
      let hash = TextHash.of(text)
      if let code = cache.code(of: text, hash: hash) {
        codes[start &+ row] = code
      } else if text.isPlain {
        misses.append(PlacedText(place.range, hash: hash, tag: Int32(row)))
      } else {
        others.append(row)
      }
    }
    if !misses.isEmpty {
      texts.number(&misses, in: bytes)
      for text in misses {
        codes[start + Int(text.tag)] = text.code
        guard text.range.count <= ShortText.longest else { continue }
        let short = ShortText(bytes, at: text.range.lowerBound, count: text.range.count)
        cache.insert(short, hash: text.hash, code: text.code)
      }
    }
    return others
  }
}
