/// A pattern as the instructions of a small machine, which `PatternMatcher` runs.
///
/// Repetitions count, they are not copied: a program is about as long as its pattern's text.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    /// Takes a character.
    case scalar(Unicode.Scalar)
    /// Takes a character of a class.
    case one(Int)
    /// Goes on only at the start of the text, or of a line.
    case start
    /// Goes on only at the end of the text, or of a line.
    case end
    /// Takes the text that a group matched last.
    case reference(Int)
    /// Notes the place in a register, for the start or the end of a group.
    case save(Int)
    /// Goes on elsewhere.
    case jump(Int)
    /// Goes on with the next instruction, and if that fails elsewhere; or the other way round.
    case choose(Choice, alternative: Int, prefersAlternative: Bool)
    /// Starts to count.
    case enter(depth: Int)
    /// Goes on with another round, which is the next instruction, or behind the loop.
    case `repeat`(Loop)
    /// Counts a round; the loop's content follows.
    case round(Loop)
    /// The pattern matches.
    case accept
  }

  /// A place where there are two ways on.
  struct Choice: Sendable {
    /// Its number.
    let number: Int
    /// How many loops it is in.
    let depth: Int
  }

  /// A repetition.
  struct Loop: Sendable {
    /// The choice between another round and none; its loops are those around this one, and this one.
    let choice: Choice
    let minimum: Int
    let maximum: Int
    let isReluctant: Bool
    /// Whether a round may match the empty text.
    let mayStandStill: Bool
    /// The instruction behind it.
    let exit: Int

    /// How many loops are around it; loops side by side use the same counter.
    var depth: Int { choice.depth - 1 }

    /// The highest number that it counts to: where nothing limits the rounds, those beyond the minimum are alike.
    var highestCount: Int { maximum == PatternParser.unlimited ? minimum : maximum }
  }

  private(set) var instructions: [Instruction] = []
  private(set) var classes: [CharacterClass] = []
  /// How many capturing groups there are.
  let groupCount: Int
  /// How many choices there are.
  private(set) var choiceCount = 0
  /// For every depth the highest number that a loop there counts to.
  private(set) var highestCounts: [Int] = []
  /// Whether what matches may depend on what matched before.
  private(set) var hasReferences = false
  let flags: PatternFlags

  /// Translates a pattern.
  init(_ node: PatternNode, groupCount: Int, flags: PatternFlags) {
    self.groupCount = groupCount
    self.flags = flags
    append(node, depth: 0)
    instructions.append(.accept)
  }
}

extension PatternProgram {
  private mutating func append(_ node: PatternNode, depth: Int) {
    switch node {
    case .one(let characters):
      instructions.append(.one(classes.count))
      classes.append(characters)
    case .scalar(let scalar): instructions.append(.scalar(scalar))
    case .start: instructions.append(.start)
    case .end: instructions.append(.end)
    case .reference(let group):
      hasReferences = true
      instructions.append(.reference(group))
    case .group(let number, let content):
      instructions.append(.save(2 * number - 2))
      append(content, depth: depth)
      instructions.append(.save(2 * number - 1))
    case .sequence(let parts):
      for part in parts { append(part, depth: depth) }
    case .alternation(let branches): append(branches, depth: depth)
    case .repetition(let content, 1, 1, _): append(content, depth: depth)
    case .repetition(_, _, 0, _): break
    case .repetition(let content, 0, 1, let isReluctant) where !content.matchesEmptyText:
      let choice = makeChoice(depth: depth)
      let place = reserve()
      append(content, depth: depth)
      instructions[place] = .choose(
        choice,
        alternative: instructions.count,
        prefersAlternative: isReluctant
      )
    case .repetition(let content, let minimum, let maximum, let isReluctant):
      let choice = makeChoice(depth: depth + 1)
      instructions.append(.enter(depth: depth))
      let place = reserve()
      let round = reserve()
      append(content, depth: depth + 1)
      instructions.append(.jump(place))
      let loop = Loop(
        choice: choice,
        minimum: minimum,
        maximum: maximum,
        isReluctant: isReluctant,
        mayStandStill: content.matchesEmptyText,
        exit: instructions.count
      )
      instructions[place] = .repeat(loop)
      instructions[round] = .round(loop)
      if highestCounts.count <= depth {
        highestCounts += Array(repeating: 0, count: depth + 1 - highestCounts.count)
      }
      highestCounts[depth] = max(highestCounts[depth], loop.highestCount)
    }
  }

  private mutating func append(_ branches: [PatternNode], depth: Int) {
    var jumps: [Int] = []
    for branch in branches.dropLast() {
      let choice = makeChoice(depth: depth)
      let place = reserve()
      append(branch, depth: depth)
      jumps.append(reserve())
      instructions[place] = .choose(
        choice,
        alternative: instructions.count,
        prefersAlternative: false
      )
    }
    for branch in branches.suffix(1) { append(branch, depth: depth) }
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
  }

  private mutating func makeChoice(depth: Int) -> Choice {
    choiceCount += 1
    return Choice(number: choiceCount - 1, depth: depth)
  }

  /// A place for an instruction that is known only later.
  private mutating func reserve() -> Int {
    instructions.append(.accept)
    return instructions.count - 1
  }
}
