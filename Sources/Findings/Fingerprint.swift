internal import Crypto

/// The number that follows a finding from night to night.
public enum Fingerprint {
  /// The first 128 bits of SHA-256 over a version tag, the rule and the canonical key, in hexadecimal.
  ///
  /// - Parameters:
  ///   - rule: The rule's id.
  ///   - key: The key, as `KeyPart.canonical` writes it.
  /// - Returns: 32 digits.
  public static func of(rule: String, key: String) -> String {
    let text = "vouch-1\n\(rule)\n\(key)"
    return Digest.hexadecimal(SHA256.hash(data: Array(text.utf8)).prefix(16))
  }
}

/// SHA-256 of inputs, rules and outputs.
public enum Digest {
  /// The SHA-256 of bytes, as 64 hexadecimal digits.
  public static func sha256(_ bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
  }

  /// Bytes as hexadecimal digits.
  public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    func digit(_ value: UInt8) -> UInt8 {
      value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for byte in bytes {
      digits.append(digit(byte >> 4))
      digits.append(digit(byte & 15))
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
