internal import Crypto
public import Values

/// The number that follows a finding from night to night: the first 128 bits of SHA-256 over a version tag, the rule and the
/// canonical key.
public struct Fingerprint: Hashable, Sendable {
  private static let tag = "vouch-1\n"

  fileprivate let bits: UInt128

  /// The number of a finding.
  ///
  /// - Parameters:
  ///   - rule: The rule's id.
  ///   - key: The key, as `KeyPart.canonical` writes it.
  public init(rule: String, key: ArraySlice<UInt8>) {
    var text: [UInt8] = []
    text.reserveCapacity(Self.tag.utf8.count + rule.utf8.count + 1 + key.count)
    text += Self.tag.utf8
    text += rule.utf8
    text.append(0x0A)
    text += key
    bits = SHA256.hash(data: text).prefix(16).reduce(0) { $0 << 8 | UInt128($1) }
  }

  /// The hexadecimal digit at a place, of 32.
  public func digit(_ place: Int) -> UInt8 {
    Digest.digit(UInt8(truncatingIfNeeded: bits >> (124 - 4 * place)) & 15)
  }
}

extension Fingerprint: CustomStringConvertible {
  /// The number in 32 hexadecimal digits.
  public var description: String { String(writing: { $0.append(self) }) }
}

extension TextBuffer {
  /// Adds a fingerprint in 32 hexadecimal digits.
  public mutating func append(_ fingerprint: Fingerprint) {
    var digits = InlineArray<32, UInt8>(repeating: 0)
    var rest = fingerprint.bits
    for place in digits.indices.reversed() {
      digits[place] = Digest.digit(UInt8(truncatingIfNeeded: rest & 15))
      rest >>= 4
    }
    append(utf8: digits.span)
  }
}

/// The SHA-256 of bytes that come in parts.
public struct RunningDigest: Sendable {
  private var hash = SHA256()

  /// Creates the digest of no bytes.
  public init() {}

  /// Adds bytes at the end.
  public mutating func append(_ bytes: ArraySlice<UInt8>) { hash.update(data: bytes) }

  /// The SHA-256, as 64 hexadecimal digits.
  public var sha256: String { Digest.hexadecimal(hash.finalize()) }
}

/// SHA-256 of inputs, rules and outputs.
public enum Digest {
  /// The SHA-256 of bytes, as 64 hexadecimal digits.
  public static func sha256(_ bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
  }

  /// Bytes as hexadecimal digits.
  public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for byte in bytes {
      digits.append(digit(byte >> 4))
      digits.append(digit(byte & 15))
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The hexadecimal digit of a number below 16.
  static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
