/// A piece of an XML document: the start or end of an element, one of its attributes, or a part of its text.
struct XMLToken {
  enum Kind: UInt8 {
    case start
    /// An attribute of the element that started last; its value is in the page's `bytes`.
    case attribute
    /// Text of a `t` or `v` element, which may come in several parts; other texts are left out.
    case text
    case end
  }

  var kind: Kind
  var name: XMLName
  var lower: Int32 = 0
  var upper: Int32 = 0

  /// Where the value or text is in the page's `bytes`.
  var range: Range<Int> { Int(lower)..<Int(upper) }
}

/// The tokens of one chunk of a document, with the bytes of their values and texts.
struct XMLPage {
  var tokens: [XMLToken] = []
  /// The values and texts, and what was in their place before.
  var bytes: [UInt8] = []
  /// Whether the document ends here, all of which has then been verified.
  var isLast = false
}
