import Tables
import TestSupport
import Testing

/// Texts that are kept as they were read are, once they are asked for, what they were.
@Suite struct `Texts without numbers` {
  @Test func `are those at the places that they were read from, however long`() {
    var random = SeededGenerator()
    let lengths = [0, 1, 7, 8, 14, 15, 16, 17, 31, 32, 33, 254, 255, 256, 300]
    for _ in 0..<50 {
      let words = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        let length = lengths.randomElement(using: &random) ?? 0
        return (0..<length).map { _ in UInt8.random(in: 0x61...0x7A, using: &random) }
      }
      var (source, places) = ([UInt8](), [TextPlace]())
      for word in words {
        places.append(TextPlace(start: UInt32(source.count), count: UInt32(word.count)))
        source += word
      }
      let bytes = source + [UInt8](repeating: 0x2A, count: 16)
      var texts = RawTexts()
      var index = 0
      while index < places.count {
        // Some at a time, and one by itself between.
        let end = min(places.count, index + Int.random(in: 0...9, using: &random))
        let some = Array(places[index..<end])
        texts.append(some.span, in: bytes.span)
        if end < places.count {
          let word = words[end]
          texts.append(word.span)
        }
        index = end + 1
      }
      #expect(texts.count == words.count, "\(random)")
      #expect(texts.byteCount == words.reduce(0) { $0 + $1.count }, "\(random)")
      let pool = TextPool()
      let codes = TextColumn([.raw(texts)], pool: pool).codes
      let found = codes.map { pool.text($0) }
      #expect(found == words.map { String(decoding: $0, as: UTF8.self) }, "\(random)")
    }
  }
}
