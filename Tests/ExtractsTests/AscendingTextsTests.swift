import TestSupport
import Testing

@testable import Tables

/// Texts of a column that ascend stand in the pool as they were read, and are numbered as any others.
@Suite struct `Texts that ascend` {
  private func raw(_ words: [String]) -> RawTexts {
    var texts = RawTexts()
    for word in words {
      let bytes = Array(word.utf8)
      texts.append(bytes.span)
    }
    return texts
  }

  private func numbers(_ count: Int, from first: Int = 0) -> [String] {
    (first..<first + count).map { "L" + String(10_000 + $0) }
  }

  @Test func `have numbers of their own, that stand for them`() {
    let pool = TextPool()
    let column = TextColumn([.raw(raw(numbers(300)))], pool: pool)
    #expect(column.adoptIfAscending())
    let codes = column.codes
    #expect(codes == (0..<300).map { codes[0] + $0 } && codes[0] >= 1 << 31)
    #expect(codes.map { pool.text($0) } == numbers(300))
  }

  @Test func `keep the numbers that they had`() {
    let pool = TextPool()
    let before = [pool.code(for: "L10007"), pool.code(for: "L10299"), pool.code(for: "other")]
    let column = TextColumn([.raw(raw(numbers(300)))], pool: pool)
    #expect(column.adoptIfAscending())
    #expect([column.codes[7], column.codes[299]] == before.prefix(2))
    #expect(Set(column.codes).count == 300)
  }

  @Test func `are known again when they are met later`() {
    let pool = TextPool()
    let column = TextColumn([.raw(raw(numbers(300)))], pool: pool)
    #expect(column.adoptIfAscending())
    #expect(pool.code(for: "L10123") == column.codes[123])
    #expect(pool.existingCode(for: "L10000") == column.codes[0])
    #expect(pool.existingCode(for: "L10299") == column.codes[299])
    #expect(pool.existingCode(for: "L103000") == nil)
    #expect(pool.existingCode(for: "") == nil)
    let later = TextColumn([.raw(raw(["L10200", "new", "L10200"]))], pool: pool).codes
    #expect(later[0] == column.codes[200] && later[2] == later[0])
    #expect(pool.text(later[1]) == "new")
  }

  @Test func `stand beside those that were numbered while they were read`() {
    let pool = TextPool()
    let first = numbers(10).map { pool.code(for: $0) }
    let column = TextColumn([.coded(first), .raw(raw(numbers(200, from: 10)))], pool: pool)
    #expect(column.adoptIfAscending())
    #expect(column.codes.map { pool.text($0) } == numbers(210))
  }

  @Test(arguments: [["b", "a"], ["a", "a"], ["ab", "a"], ["a", ""]])
  func `are none where one does not come after the one before`(words: [String]) {
    let before = numbers(100).map { "0" + $0 }
    let column = TextColumn([.raw(raw(before + words))], pool: TextPool())
    #expect(!column.adoptIfAscending())
  }

  /// Parts are looked at side by side, so that the first text of each is compared with the last of the part before.
  @Test func `are none wherever two are out of order`() {
    let words = numbers(2_000)
    for place in 1..<words.count {
      var swapped = words
      swapped.swapAt(place - 1, place)
      #expect(!TextColumn([.raw(raw(swapped))], pool: TextPool()).adoptIfAscending(), "\(place)")
    }
    for place in stride(from: 1, to: words.count, by: 7) {
      var twice = words
      twice[place] = twice[place - 1]
      #expect(!TextColumn([.raw(raw(twice))], pool: TextPool()).adoptIfAscending(), "\(place)")
    }
    #expect(TextColumn([.raw(raw(words))], pool: TextPool()).adoptIfAscending())
  }

  @Test func `are none where the first is one that was numbered while it was read`() {
    let pool = TextPool()
    let parts = TextColumn(
      [.coded([pool.code(for: "a0")]), .raw(raw(["a0"] + numbers(100)))],
      pool: pool
    )
    #expect(!parts.adoptIfAscending())
    #expect(parts.codes[0] == parts.codes[1])
  }

  @Test func `are equal where their numbers are, whatever was met before or in another column`() {
    var random = SeededGenerator()
    var adoptedCount = 0
    for _ in 0..<200 {
      let pool = TextPool()
      var said: [UInt32: String] = [:]
      var numbers: [String: UInt32] = [:]
      for _ in 0..<4 {
        var words = (0..<Int.random(in: 1...150, using: &random)).map { _ in
          String(Int.random(in: 0...400, using: &random), radix: 7)
        }
        if Bool.random(using: &random) {
          words = Set(words).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        let column = TextColumn([.raw(raw(words))], pool: pool)
        if column.adoptIfAscending() { adoptedCount += 1 }
        for (word, code) in zip(words, column.codes) {
          #expect(pool.text(code) == word, "\(random)")
          #expect(said[code, default: word] == word, "\(random)")
          #expect(numbers[word, default: code] == code, "\(random)")
          (said[code], numbers[word]) = (word, code)
        }
      }
    }
    #expect(adoptedCount > 100, "\(random)")
  }

  @Test func `are taken once, and stay where there are more others than they`() {
    let pool = TextPool()
    let column = TextColumn([.raw(raw(numbers(300)))], pool: pool)
    #expect(column.adoptIfAscending())
    #expect(column.adoptIfAscending())
    for number in 0..<500 { _ = pool.code(for: "other \(number)") }
    let few = TextColumn([.raw(raw(numbers(20, from: 400)))], pool: pool)
    #expect(few.adoptIfAscending())
    #expect(few.codes.map { pool.text($0) } == numbers(20, from: 400))
  }
}
