import Testing

@testable import Workbooks

/// Bytes that are looked at together are found as one by one.
@Suite struct `Sixteen bytes` {
  @Test func `find a byte at every place of texts of every length`() {
    for count in 0...50 {
      #expect(!contains(Array(repeating: 0x61, count: count), 0x26))
      for place in 0..<count {
        for byte: UInt8 in [0x00, 0x26, 0x7F, 0x80, 0xEF, 0xFF] {
          var text = [UInt8](repeating: 0x61, count: count)
          text[place] = byte
          #expect(contains(text, byte), "\(byte) at \(place) of \(count)")
          #expect(!contains(text, byte ^ 1), "\(byte) at \(place) of \(count)")
        }
      }
    }
  }

  @Test func `mark every control and nothing else`() {
    for byte in UInt8.min...UInt8.max {
      for text in [[byte], [UInt8](repeating: 0x61, count: 20) + [byte]] {
        let isMarked = text.span.containsAny { $0.controlMarks }
        #expect(isMarked == (byte < 0x20), "\(byte)")
      }
    }
  }

  @Test func `find two bytes in turn at every place, and not apart or the other way`() {
    for count in 2...50 {
      for place in 0..<(count - 1) {
        var text = [UInt8](repeating: 0x61, count: count)
        (text[place], text[place + 1]) = (0x5F, 0x78)
        #expect(containsPair(text), "\(place) of \(count)")
        (text[place], text[place + 1]) = (0x78, 0x5F)
        #expect(!containsPair(text), "\(place) of \(count)")
      }
      if count > 2 {
        var apart = [UInt8](repeating: 0x61, count: count)
        (apart[0], apart[2]) = (0x5F, 0x78)
        #expect(!containsPair(apart))
      }
    }
  }

  private func containsPair(_ text: [UInt8]) -> Bool { text.span.contains(0x5F, before: 0x78) }

  private func contains(_ text: [UInt8], _ byte: UInt8) -> Bool {
    text.span.containsAny { $0.marks(byte) }
  }
}
