/// The side of a ledger, which some write beside numbers in place of a sign.
enum LedgerSide {
  case credit
  case debit

  /// The side that `CR` or `DR` at a place stands for, in small letters or capitals; nil where neither is there.
  ///
  /// - Precondition: The place and the next one are within the bytes.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, at place: Int) {
    // Setting the sixth bit makes an ASCII letter small.
    guard bytes[place + 1] | 0x20 == UInt8(ascii: "r") else { return nil }
    switch bytes[place] | 0x20 {
    case UInt8(ascii: "c"): self = .credit
    case UInt8(ascii: "d"): self = .debit
    default: return nil
    }
  }
}
