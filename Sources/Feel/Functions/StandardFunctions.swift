/// The functions that the standard defines (DMN 1.5, 10.3.4), a family in each file.
///
/// A parameter outside its domain gives null, as the standard says of all of them; so do null arguments, where the
/// standard does not say otherwise.
public enum StandardFunctions {
  static let all = [
    conversions, [rangeConversion], temporalConversions, booleans, strings, patterns, lists,
    listEdits, aggregates, statistics, numbers, dates, ranges, sorting, contexts,
  ].flatMap(\.self)

  /// Table 73.
  private static let booleans = [
    FeelFunction("not", .init("negand", .boolean), gives: .boolean) { negand in
      Value(negand.truth.map { !$0 })
    }
  ]
}
