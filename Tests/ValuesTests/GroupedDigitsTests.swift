import Testing
import Values

@Suite struct `Grouped digits` {
  @Test func `have a comma between thousands`() {
    #expect(0.grouped == "0")
    #expect(999.grouped == "999")
    #expect(1000.grouped == "1,000")
    #expect((-123).grouped == "-123")
    #expect((-1_234_567).grouped == "-1,234,567")
    #expect(Int64.min.grouped == "-9,223,372,036,854,775,808")
    #expect(UInt64.max.grouped == "18,446,744,073,709,551,615")
  }
}
