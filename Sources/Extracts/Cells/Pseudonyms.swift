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
  private let codes = Mutex<[TextCode: TextCode]>([:])

  init(key: [UInt8], pool: TextPool) {
    self.key = SymmetricKey(data: key)
    self.pool = pool
  }

  /// The number of a text's pseudonym.
  func code(of text: Span<UInt8>) -> TextCode {
    code(of: text, met: met.code(forUTF8: text))
  }

  /// The numbers of the pseudonyms of some texts.
  func number(_ texts: inout [PlacedText], in bytes: Span<UInt8>) {
    met.number(&texts, in: bytes)
    for index in texts.indices {
      let text = texts[index]
      texts[index].code = code(of: bytes.extracting(text.range), met: text.code)
    }
  }

  private func code(of text: Span<UInt8>, met number: TextCode) -> TextCode {
    if let known = codes.withLock({ $0[number] }) { return known }
    let bytes = text.indices.map { text[$0] }
    let digest = HMAC<SHA256>.authenticationCode(for: bytes, using: key)
    let code = pool.code(for: Digest.hexadecimal(digest.prefix(16)))
    codes.withLock { $0[number] = code }
    return code
  }
}

/// What gives the texts of a field their numbers.
enum TextNumbering: Sendable {
  /// The night's pool.
  case plain(TextPool)
  /// The pool, for the pseudonyms that stand for the texts.
  case pseudonyms(Pseudonyms)

  func code(of text: Span<UInt8>) -> TextCode {
    switch self {
    case .plain(let pool): pool.code(forUTF8: text)
    case .pseudonyms(let pseudonyms): pseudonyms.code(of: text)
    }
  }

  func number(_ texts: inout [PlacedText], in bytes: Span<UInt8>) {
    switch self {
    case .plain(let pool): pool.number(&texts, in: bytes)
    case .pseudonyms(let pseudonyms): pseudonyms.number(&texts, in: bytes)
    }
  }
}
