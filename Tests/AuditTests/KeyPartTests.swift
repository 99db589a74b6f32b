import Findings
import TestSupport
import Testing

@Suite struct KeyPartTests {
  @Test func `a canonical key comes apart where its parts were put together`() {
    for seed in Soak.seeds(short: 200, long: 20_000) {
      var random = SeededGenerator(seed: seed)
      func text() -> String {
        String(
          (0..<Int.random(in: 1...5, using: &random)).map { _ in
            Array(";=\\ab").randomElement(using: &random) ?? "a"
          }
        )
      }
      let parts = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        KeyPart(field: text(), value: text())
      }
      let apart = KeyPart.canonicalParts(of: KeyPart.canonical(parts))
      #expect(apart == parts.map { KeyPart.canonical([$0]) }, "\(random)")
    }
  }
}
