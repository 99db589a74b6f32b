internal import Tables

/// Texts of a column: numbered as they come, or kept as they are where most of them differ.
extension ColumnReader {
  /// Gives plain texts their numbers, and returns the rows of the other cells.
  mutating func readTexts(
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ codes: inout [TextCode],
    _ start: Int
  ) -> [Int] {
    var others: [Int] = []
    var codes = codes.mutableSpan
    room.removeAll(keepingCapacity: true)
    // Neighbours often hold the same text: it is numbered for the first of them.
    var repeats: [(row: Int, first: Int)] = []
    for row in self.codes.find(cells, bytes, &codes, start) {
      let place = unsafe cells[unchecked: row]
      if let last = room.last, place.isPlain, place.count == last.range.count,
        bytes.extracting(place.range).isEqual(to: bytes.extracting(last.range))
      {
        repeats.append((row, Int(last.tag)))
      } else if isPlainText(place, bytes) {
        let hash =
          place.count <= ShortText.longest
          ? TextHash.of(ShortText(bytes, at: Int(place.start), count: place.count))
          : TextHash.of(bytes.extracting(place.range))
        room.append(PlacedText(place.range, hash: hash, tag: Int32(row)))
      } else {
        others.append(row)
      }
    }
    self.codes.note(cells: cells.count, misses: room.count)
    if room.isEmpty { return others }
    texts.number(&room, in: bytes)
    for text in room {
      codes[start + Int(text.tag)] = text.code
      self.codes.insert(text.range, bytes, text.code)
    }
    for (row, first) in repeats { codes[start + row] = codes[start + first] }
    return others
  }

  /// Reads texts without giving them numbers.
  func readRaw(
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ column: inout CellColumn,
    _ start: Int,
    _ faults: inout [FaultyCell]
  ) {
    var text: [UInt8] = []
    var places: [TextPlace] = []
    places.reserveCapacity(cells.count)
    var row = 0
    while row < cells.count {
      let rest = unsafe cells.extracting(unchecked: row..<cells.count)
      places.removeAll(keepingCapacity: true)
      takePlain(rest, bytes, &places)
      column.raw.append(places.span, in: bytes)
      row += places.count
      if row < cells.count { readOther(row, cells, bytes, &column, start, &faults, &text) }
      row += 1
    }
  }

  /// Adds the places of the cells up to the first that is not a plain text.
  private func takePlain(
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ places: inout [TextPlace]
  ) {
    places.append(addingCapacity: cells.count) { places in
      for row in cells.indices {
        let place = unsafe cells[unchecked: row]
        guard isPlainText(place, bytes) else { return }
        places.append(TextPlace(start: place.start, count: UInt32(place.count)))
      }
    }
  }

  /// Whether a cell is plain, and all of it ASCII without NUL.
  @inline(__always)
  private func isPlainText(_ place: CellBytes, _ bytes: Span<UInt8>) -> Bool {
    guard plain.contains(place, in: bytes) else { return false }
    return place.count <= ShortText.longest
      ? ShortText(bytes, at: Int(place.start), count: place.count).isPlain
      : unsafe CellText.isPlain(bytes.extracting(unchecked: place.range))
  }
}
