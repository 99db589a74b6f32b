internal import Crypto
internal import Findings
internal import Synchronization
internal import Tables

/// Replaces what names a person by a keyed pseudonym: the first 16 bytes of HMAC-SHA256, in hexadecimal.
///
/// Without the key nobody can try names until one fits; with it, the same person has the same pseudonym in every extract.
final class Pseudonyms: Sendable {
  /// A shorter key could be searched for.
  static let shortestKey = 32

  private let key: SymmetricKey
  private let pool: TextPool
  /// The texts met so far, and the pseudonym of each, by its number there.
  private let met = TextPool()
  private let codes = Mutex<[TextCode]>([])

  init(key: [UInt8], pool: TextPool) {
    self.key = SymmetricKey(data: key)
    self.pool = pool
  }

  /// The numbers of the pseudonyms of some texts, in their order.
  func codes(for places: TextPlaces, in bytes: Span<UInt8>) -> [TextCode] {
    let numbers = met.codes(for: places, in: bytes)
    return codes.withLock { codes in
      numbers.indices.map { index in
        let number = Int(numbers[index])
        // Texts are numbered in the order in which they are met.
        if number == codes.count { codes.append(code(of: bytes.extracting(places[index]))) }
        return codes[number]
      }
    }
  }

  private func code(of bytes: Span<UInt8>) -> TextCode {
    let text = bytes.indices.map { bytes[$0] }
    let digest = HMAC<SHA256>.authenticationCode(for: text, using: key)
    return pool.code(for: Digest.hexadecimal(digest.prefix(16)))
  }
}
