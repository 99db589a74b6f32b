import Feel
import Testing

@Suite struct PatternFunctionTests {
  /// The examples of DMN 1.5, table 74.
  @Test(arguments: [
    (#"replace("banana", "a", "o")"#, #""bonono""#),
    (#"replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")"#, #""[1=ab][2=]cd""#),
    (#"matches("foobar", "^fo*b")"#, "true"), (#"split("John Doe", "\\s")"#, #"["John", "Doe"]"#),
    (#"split("a;b;c;;", ";")"#, #"["a", "b", "c", "", ""]"#),
  ])
  func `give what the standard's examples say`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    (#"matches("ABC", "b")"#, "false"), (#"matches("ABC", "b", "i")"#, "true"),
    (#"matches("ABC", "B", null)"#, "true"), (#"matches("ABC", "B", "")"#, "true"),
    (#"replace("a.b", ".", "-", "q")"#, #""a-b""#), (#"replace("Aa", "a", "b", "i")"#, #""bb""#),
    (#"replace("abc", "[b-z]", "-", null)"#, #""a--""#),
  ])
  func `take flags, and null for none`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    #"matches("a", "(")"#, #"matches("a", "a", "X")"#, #"matches(null, "a")"#,
    #"matches("a", null)"#, #"replace("a", "a", "$")"#, #"replace("a", "b*", "c")"#,
    #"replace("a", "a", null)"#, #"replace(null, "a", "b", "i")"#, #"replace("a", "a", "b", "X")"#,
    #"split("a", "(")"#, #"split(null, "a")"#, #"split("a", null)"#, #"split("a", "b*")"#,
  ])
  func `give null for null, and where XPath has an error`(_ text: String) throws {
    #expect(try value(text, mode: .standard) == "null")
  }
}
