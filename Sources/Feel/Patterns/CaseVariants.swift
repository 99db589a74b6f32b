/// Which characters differ in nothing but case (Functions and Operators 3.1, section 5.6.2, flag `i`).
///
/// Two characters are variants if they have the same lower case or the same upper case, each by Unicode's full mapping
/// of a single character: `k`, `K` and the Kelvin sign are, `ß` and `ss` are not.
enum CaseVariants {
  /// The variants of every character that has any, without itself.
  ///
  /// It is worked out once, when the first pattern ignores case.
  private static let table = makeTable()

  /// The variants of a character, without itself.
  static func of(_ scalar: Unicode.Scalar) -> Set<Unicode.Scalar> {
    table[scalar] ?? []
  }

  /// The variants of all characters of a range; some may be of the range themselves.
  static func of(_ range: ClosedRange<UInt32>) -> [Unicode.Scalar] {
    table.flatMap { scalar, variants in range.contains(scalar.value) ? Array(variants) : [] }
  }

  private static func makeTable() -> [Unicode.Scalar: Set<Unicode.Scalar>] {
    var table: [Unicode.Scalar: Set<Unicode.Scalar>] = [:]
    for variants in groups(by: \.lowercaseMapping) + groups(by: \.uppercaseMapping) {
      for scalar in variants {
        table[scalar, default: []].formUnion(variants.subtracting([scalar]))
      }
    }
    return table.filter { !$0.value.isEmpty }
  }

  /// The characters with case, those together that have the same mapping.
  private static func groups(
    by mapping: KeyPath<Unicode.Scalar.Properties, String>
  ) -> [Set<Unicode.Scalar>] {
    // The keys are arrays, as two strings may be equal that are not the same characters.
    var groups: [[Unicode.Scalar]: Set<Unicode.Scalar>] = [:]
    // The planes after the first two have no letters with case.
    for scalar in (0..<0x20000 as Range<UInt32>).lazy.compactMap(Unicode.Scalar.init) {
      let properties = scalar.properties
      guard properties.changesWhenLowercased || properties.changesWhenUppercased else { continue }
      let key = Array(properties[keyPath: mapping].unicodeScalars)
      groups[key, default: []].insert(scalar)
      // A mapping's result is its own mapping, and may have no case in the other direction.
      if key.count == 1 { groups[key]?.insert(key[0]) }
    }
    return Array(groups.values)
  }
}
