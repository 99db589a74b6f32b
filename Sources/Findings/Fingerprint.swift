internal import Crypto

/// The number that follows a finding from night to night.
enum Fingerprint {
  /// The first 128 bits of SHA-256 over a version tag, the rule and the canonical key, in hexadecimal.
  static func of(rule: String, key: [KeyPart]) -> String {
    let text = "vouch-1\n\(rule)\n\(KeyPart.canonical(key))"
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
    return String(decoding: bytes.flatMap { [digit($0 >> 4), digit($0 & 15)] }, as: UTF8.self)
  }
}
