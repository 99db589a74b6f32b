import Feel
import FeelTrials
import TestSupport
import Testing

/// What must hold for every text, for very many texts.
@Suite struct TrialTests {
  @Test func `random expressions, words and changed texts hold what every text must`() throws {
    let corpus = ProjectFiles.list(ProjectFiles.root + "/Tests/FeelTrials/Corpus", ending: ".feel")
      .compactMap(ProjectFiles.text)
    try #require(corpus.count > 20)
    for seed in Soak.seeds(short: 50, long: 4000) {
      var random = RandomText(SeededGenerator(seed: seed))
      for round in 0..<1000 {
        let text =
          switch round % 4 {
          case 0, 1: random.expression(depth: 1 + round % 5)
          case 2: random.soup()
          default: random.changed(corpus[round / 4 % corpus.count])
          }
        let problem = Trial(text).problem()
        #expect(problem == nil, "\(random.generator)")
      }
    }
  }

  @Test func `most random expressions mean something`() {
    var random = RandomText(SeededGenerator(seed: 1))
    let answers = (0..<1000).filter { _ in
      let text = random.expression(depth: 2)
      return (try? check(text, scope: Scope(variables: []), mode: .standard)) != nil
    }
    #expect(answers.count > 500)
  }
}
