/// Looks for a pattern in a text.
///
/// It tries one way after the other, in the order that the pattern prefers, and takes the first that succeeds. The ways
/// not yet tried are on a stack of its own, so that no pattern overflows the program's. A state that was met before is
/// not tried again: without back-references nothing else decides what follows, so that even `(a+)+$` fails quickly.
/// What takes too long all the same, or too much memory, ends with an error.
struct PatternMatcher {
  /// Where the pattern matched, and its groups from 1, those that took no part without a place.
  struct Match: Hashable {
    var range: Range<Int>
    var groups: [Range<Int>?]
  }

  /// What to do when a way fails: go on elsewhere, or first restore a register.
  private enum Frame {
    case way(instruction: Int, place: Int)
    case register(Int, value: Int)
  }

  /// How long it may take, and how much it may keep.
  struct Limits {
    /// How many steps every text may take.
    var steps = 1_000_000
    /// How many more for each of its characters.
    var stepsPerCharacter = 100
    /// How many ways may wait, and registers to be restored.
    var frames = 2_000_000
    /// How many states it remembers.
    var states = 2_000_000
    /// Within how many steps it remembers none: most texts are decided by then.
    var stepsWithoutStates = 500
  }

  private let limits: Limits
  private let program: PatternProgram
  private let text: [Unicode.Scalar]
  /// The groups' places, two each, then the loops' counts by depth, then where their present rounds started; -1 for none.
  private var registers: [Int]
  private let firstCounter: Int
  private let firstMark: Int
  private var frames: [Frame] = []
  /// The numbers of the states that were met; empty where states have no number.
  private var states: Set<Int> = []
  private let hasStates: Bool
  private var stepsLeft: Int
  /// How many there were.
  private let stepsAllowed: Int
  /// How many steps are left when it starts to remember.
  private var stepsToRemember: Int

  /// Prepares to match; the limit on steps is for all matches in the text together.
  init(_ program: PatternProgram, text: [Unicode.Scalar], limits: Limits = Limits()) {
    self.limits = limits
    self.program = program
    self.text = text
    firstCounter = program.groupCount * 2
    firstMark = firstCounter + program.highestCounts.count
    registers = Array(repeating: -1, count: firstMark + program.highestCounts.count)
    stepsAllowed = limits.steps + limits.stepsPerCharacter * text.count
    stepsLeft = stepsAllowed
    stepsToRemember = stepsLeft - limits.stepsWithoutStates
    var stateCount: Int? = program.choiceCount
    for factor in [text.count + 1] + program.highestCounts.map({ 2 * ($0 + 1) }) {
      let (product, isTooLarge) = (stateCount ?? 0).multipliedReportingOverflow(by: factor)
      stateCount = isTooLarge ? nil : stateCount.map { _ in product }
    }
    hasStates = !program.hasReferences && stateCount != nil
  }

  /// The steps that were taken.
  var steps: Int { stepsAllowed - stepsLeft }

  /// The first match that starts at a place or after it.
  mutating func firstMatch(from start: Int = 0) throws(PatternError) -> Match? {
    for start in start...text.count {
      guard let end = try end(from: start) else { continue }
      let groups = (0..<program.groupCount).map { group -> Range<Int>? in
        let (start, end) = (registers[group * 2], registers[group * 2 + 1])
        return end < 0 ? nil : start..<end
      }
      // The states on the way to a match did not fail.
      states = []
      frames = []
      registers = registers.map { _ in -1 }
      stepsToRemember = stepsLeft - limits.stepsWithoutStates
      return Match(range: start..<end, groups: groups)
    }
    return nil
  }
}

// MARK: - The machine

extension PatternMatcher {
  /// Where the match ends that starts at a place.
  private mutating func end(from start: Int) throws(PatternError) -> Int? {
    var instruction = 0
    var place = start
    while true {
      stepsLeft -= 1
      guard stepsLeft > 0, frames.count < limits.frames else { throw .exhausted }
      if case .accept = program.instructions[instruction] { return place }
      if let next = next(&place, after: instruction) {
        instruction = next
      } else {
        guard let way = backtrack() else { return nil }
        (instruction, place) = way
      }
    }
  }

  /// Does one instruction: the result is the next one, or nil if this way fails.
  private mutating func next(_ place: inout Int, after instruction: Int) -> Int? {
    switch program.instructions[instruction] {
    case .scalar(let scalar):
      guard place < text.count, text[place] == scalar else { return nil }
      place += 1
    case .one(let index):
      guard place < text.count, program.classes[index].contains(text[place]) else { return nil }
      place += 1
    case .start: guard isStart(place) else { return nil }
    case .end: guard isEnd(place) else { return nil }
    case .reference(let group): guard takeReference(group, &place) else { return nil }
    case .save(let register): set(register, to: place)
    case .jump(let target): return target
    case .choose(let choice, let alternative, let isReluctant):
      guard isNew(choice, at: place) else { return nil }
      return choose(instruction + 1, or: alternative, reversed: isReluctant, at: place)
    case .enter(let depth):
      set(firstCounter + depth, to: 0)
      set(firstMark + depth, to: -1)
    case .repeat(let loop):
      // A round beyond the minimum that took nothing leads nowhere that the loop did not lead without it.
      guard registers[firstMark + loop.depth] != place, isNew(loop.choice, at: place) else {
        return nil
      }
      let count = registers[firstCounter + loop.depth]
      if count == loop.maximum { return loop.exit }
      guard count >= loop.minimum else { break }
      return choose(instruction + 1, or: loop.exit, reversed: loop.isReluctant, at: place)
    case .round(let loop):
      let count = registers[firstCounter + loop.depth]
      set(firstCounter + loop.depth, to: min(count + 1, loop.highestCount))
      if loop.mayStandStill {
        set(firstMark + loop.depth, to: count < loop.minimum ? -1 : place)
      }
    case .accept: break
    }
    return instruction + 1
  }

  /// Goes one way, and leaves the other for later.
  private mutating func choose(
    _ first: Int,
    or second: Int,
    reversed isReversed: Bool,
    at place: Int
  ) -> Int {
    frames.append(.way(instruction: isReversed ? first : second, place: place))
    return isReversed ? second : first
  }

  /// Changes a register until the present way fails.
  private mutating func set(_ register: Int, to value: Int) {
    guard registers[register] != value else { return }
    frames.append(.register(register, value: registers[register]))
    registers[register] = value
  }

  /// The way to try next, with the registers as they were there.
  private mutating func backtrack() -> (instruction: Int, place: Int)? {
    while let frame = frames.popLast() {
      switch frame {
      case .way(let instruction, let place): return (instruction, place)
      case .register(let register, let value): registers[register] = value
      }
    }
    return nil
  }

  /// Whether a state was not met before: all that decides what follows.
  ///
  /// That is the place; of the loops around it how often they went round; and which of their rounds took nothing yet,
  /// as those are given up at their end.
  private mutating func isNew(_ choice: PatternProgram.Choice, at place: Int) -> Bool {
    guard hasStates, stepsLeft < stepsToRemember else { return true }
    var state = choice.number
    for (depth, highest) in program.highestCounts.enumerated() {
      // Every state has as many digits; those of loops that are not around the choice are 0.
      let isAround = depth < choice.depth
      state = state * (highest + 1) + (isAround ? registers[firstCounter + depth] : 0)
      state = state * 2 + (isAround && registers[firstMark + depth] == place ? 1 : 0)
    }
    state = state * (text.count + 1) + place
    guard states.count < limits.states else { return !states.contains(state) }
    return states.insert(state).inserted
  }

  /// Takes what a group matched last, or nothing if it took no part.
  private mutating func takeReference(_ group: Int, _ place: inout Int) -> Bool {
    let end = registers[group * 2 - 1]
    guard end >= 0 else { return true }
    let captured = text[registers[group * 2 - 2]..<end]
    stepsLeft -= captured.count
    guard captured.count <= text.count - place else { return false }
    let isSame = zip(captured, text[place...]).allSatisfy { first, second in
      first == second
        || program.flags.contains(.ignoresCase) && CaseVariants.of(first).contains(second)
    }
    place += captured.count
    return isSame
  }

  private func isStart(_ place: Int) -> Bool {
    guard program.flags.contains(.multiline), place > 0 else { return place == 0 }
    // No line starts after the newline that ends the text.
    return text[place - 1] == "\n" && place < text.count
  }

  private func isEnd(_ place: Int) -> Bool {
    guard program.flags.contains(.multiline) else { return place == text.count }
    return place < text.count ? text[place] == "\n" : text.last != "\n"
  }
}
