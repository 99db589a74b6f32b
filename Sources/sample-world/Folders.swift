internal import Glibc

/// Makes a folder where there is none.
func makeFolder(_ path: String) throws(WriteError) {
  guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else { throw WriteError(path: path) }
}

/// Writes a small text file.
func writeText(_ text: String, to path: String) throws(WriteError) {
  guard let file = unsafe fopen(path, "w") else { throw WriteError(path: path) }
  let written = unsafe fputs(text, file)
  guard unsafe fclose(file) == 0, written >= 0 else { throw WriteError(path: path) }
}
