import TestSupport
import Testing
import Values

@testable import Engine

/// Items come in the order of the bytes of their texts, and alike ones as they came.
@Suite struct `Order by text` {
  private struct Item: Equatable {
    let text: String
    let number: Int
  }

  private func check(_ items: [Item]) {
    let ordered = items.ordered { $1.append($0.text) }
    let expected = items.sorted { a, b in
      Array(a.text.utf8) == Array(b.text.utf8)
        ? a.number < b.number : a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
    }
    #expect(ordered == expected)
  }

  @Test func `is that of their bytes, whatever order they come in`() {
    var generator = SeededGenerator()
    let texts = (0..<400).map { "key=\($0 % 50)" } + ["", "é", "e\u{301}", "z", "\u{1F600}", "key"]
    // More than are looked at together.
    for count in [0, 1, 2, 500, 20_000] {
      let items = (0..<count).map { number in
        Item(text: texts.randomElement(using: &generator) ?? "", number: number)
      }
      check(items)
      let sorted = items.ordered { $1.append($0.text) }
      check(sorted.enumerated().map { Item(text: $1.text, number: $0) })
      if count > 16_384 {
        // In order but for one at the border of what is looked at together.
        var nearly = sorted.enumerated().map { Item(text: $1.text, number: $0) }
        nearly.swapAt(8_191, 19_999)
        check(nearly.enumerated().map { Item(text: $1.text, number: $0) })
      }
    }
  }
}
