/// Why a function has no result for its arguments, and which of them is at fault.
struct ArgumentError: Error, Hashable {
  /// What is wrong.
  let message: String
  /// The parameter whose argument is at fault, from 0.
  let parameter: Int
  /// The character of the argument, a text, that is at fault, from 0; nil where it is all of it.
  let character: Int?

  init(message: String, parameter: Int, character: Int? = nil) {
    self.message = message
    self.parameter = parameter
    self.character = character
  }
}
