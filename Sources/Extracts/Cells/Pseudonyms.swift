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

  /// The number of a text's pseudonym.
  func code(for bytes: Span<UInt8>) -> TextCode {
    let number = Int(met.code(forUTF8: bytes))
    if let known = codes.withLock({ number < $0.count ? $0[number] : nil }) { return known }
    var text: [UInt8] = []
    for index in bytes.indices { text.append(bytes[index]) }
    let digest = HMAC<SHA256>.authenticationCode(for: text, using: key)
    let code = pool.code(for: Digest.hexadecimal(digest.prefix(16)))
    codes.withLock { $0.append(code) }
    return code
  }
}
