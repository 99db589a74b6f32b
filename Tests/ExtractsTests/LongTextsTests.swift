import TestSupport
import Testing

@testable import Extracts

/// A text that is said to be known says what was kept of it, and not what another says.
@Suite struct `Long texts` {
  @Test func `are told from each other, and what is not known is not told`() {
    var random = SeededGenerator()
    var texts = LongTexts<Int32>(0)
    var kept: [[UInt8]: Int32] = [:]
    var foundCount = 0
    let stems = ["S100070/2021-10-31", "a place with a name that is longer than that", "x/y"]
    for round in 0..<20_000 {
      let stem = stems.randomElement(using: &random) ?? ""
      let text = Array((stem + String(Int.random(in: 0...3_000, using: &random))).utf8)
      if let value = texts.value(of: text.span) {
        foundCount += 1
        #expect(value == kept[text], "\(random)")
      } else {
        texts.insert(text.span, Int32(round))
        kept[text] = Int32(round)
      }
    }
    #expect(foundCount > 5_000)
  }

  @Test func `that are very long are not kept`() {
    var texts = LongTexts<Int32>(0)
    let text = [UInt8](repeating: 0x61, count: 49)
    texts.insert(text.span, 1)
    #expect(texts.value(of: text.span) == nil)
  }
}
