import Extracts
import Findings
import Tables
import Testing

@Suite struct `Privacy at the door` {
  private let schema = Schema(
    dataset: "rows",
    each: "row",
    fields: [
      Field(name: "id", type: .text, blank: .refused),
      Field(name: "person", type: .text, privacy: .pseudonymise),
      Field(name: "born", type: .date, privacy: .shown(to: [])),
    ],
    key: [0]
  )

  @Test func `what is not bound, and who a pseudonym stands for, is stored nowhere`() throws {
    let folder = Folder()
    let path = folder.write(
      #"""
      id,memo,person,born
      1,Unbound-1,Secret-1,2024-01-31
      2,"Unbound-2, ""quoted""","Secret-""2""",x
      2,Unbound-3,Secret-3,2024-01-31
      3,Unbound-4,Secret-4
      "4,Unbound-5,Secret-5,2024-01-31
      ,Unbound-6,Secret-6,Secret-7

      """#
    )
    var binding = Binding(schema: schema, files: [path])
    binding.pseudonymKey = Array(repeating: 7, count: 32)
    binding.maximumRejected = .rows(.max)
    let pool = TextPool()
    let extract = try read(binding, into: pool)
    #expect(extract.table.loadedCount == 1)
    #expect(extract.rejected.count == 5)
    // The pool has something, or the search below would find nothing whatever is stored.
    #expect(pool.existingCode(for: "1") != nil)
    for text in (1...7).flatMap({ ["Unbound-\($0)", "Secret-\($0)"] }) + [
      "Unbound-2, \"quoted\"", "Unbound-2, \"\"quoted\"\"", "Secret-\"2", "Secret-\"\"2\"",
    ] {
      #expect(pool.existingCode(for: text) == nil, "\(text)")
    }
    for row in extract.rejected {
      #expect(!row.explanation.contains("Unbound") && !row.explanation.contains("Secret"))
    }
    for file in extract.record.files {
      #expect(file.contents?.headings == ["id", "memo", "person", "born"])
      #expect(file.contents?.trailers == [])
    }
  }
}
