import Testing
import Values

@Suite struct `The nearest name` {
  @Test(
    arguments: [
      ("Placment No", "Placement No"), ("palcement", "placement"), ("NET AMOUNT", "Net Amount"),
      ("xet", "net"), ("paid on", "paid_on"),
    ]
  )
  func `is found for a slip of the keyboard`(name: String, meant: String) {
    let names = ["Placement No", "placement", "Net Amount", "net", "paid_on"]
    #expect(nearestName(to: name, among: names) == meant)
  }

  @Test func `is none where more than one letter in three differs`() {
    #expect(nearestName(to: "Ann Example", among: ["Supplier", "Amount", "Name"]) == nil)
    #expect(nearestName(to: "net", among: ["vat", "gross"]) == nil)
    #expect(nearestName(to: "net", among: []) == nil)
  }

  @Test func `is the first in the alphabet of equally near ones`() {
    #expect(nearestName(to: "cat", among: ["rat", "bat", "mat"]) == "bat")
  }

  @Test func `is not looked for where a name is too long to be a slip`() {
    let long = String(repeating: "a", count: 201)
    #expect(nearestName(to: long, among: [long]) == nil)
  }
}
