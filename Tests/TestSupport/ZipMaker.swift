internal import CZlib

/// A file for an archive, and the lies that its headers tell.
package struct Packed {
  package var name: String
  package var data: [UInt8]
  package var isDeflated = true
  /// Whether the sizes follow the data, as programs write them that do not know them before.
  package var hasSizesAfterwards = false
  package var flags = 0
  package var method: Int?
  package var sizeInDirectory: Int?
  package var packedSizeInDirectory: Int?
  package var checkSum: UInt32?
  package var nameInHeader: String?
  package var offset: Int?

  package init(_ name: String, _ text: String) {
    self.name = name
    data = Array(text.utf8)
  }

  package init(_ name: String, data: [UInt8]) {
    self.name = name
    self.data = data
  }
}

/// A zip archive of the files, with 64-bit fields wherever there can be some if asked for.
package func zip(_ files: [Packed], isWide: Bool = false, comment: String = "") -> [UInt8] {
  var (bytes, directory): ([UInt8], [UInt8]) = ([], [])
  for file in files {
    let packed = file.isDeflated ? deflate(file.data) : file.data
    let sum = file.checkSum ?? crc(file.data)
    let flags = file.flags | (file.hasSizesAfterwards ? 8 : 0)
    let method = file.method ?? (file.isDeflated ? 8 : 0)
    let header = Array((file.nameInHeader ?? file.name).utf8)
    let name = Array(file.name.utf8)
    let offset = file.offset ?? bytes.count
    let isLate = file.hasSizesAfterwards
    bytes += little(0x0403_4b50, 4) + little(20, 2) + little(flags, 2) + little(method, 2)
    bytes += little(0, 4) + little(isLate ? 0 : Int(sum), 4)
    bytes += little(isLate ? 0 : packed.count, 4) + little(isLate ? 0 : file.data.count, 4)
    bytes += little(header.count, 2) + little(0, 2) + header + packed
    if isLate {
      bytes += little(0x0807_4b50, 4) + little(Int(sum), 4) + little(packed.count, 4)
      bytes += little(file.data.count, 4)
    }
    let packedSize = file.packedSizeInDirectory ?? packed.count
    let size = file.sizeInDirectory ?? file.data.count
    let wide =
      isWide
      ? little(1, 2) + little(24, 2) + little(size, 8) + little(packedSize, 8) + little(offset, 8)
      : []
    let none = 0xffff_ffff
    directory += little(0x0201_4b50, 4) + little(20, 2) + little(20, 2) + little(flags, 2)
    directory += little(method, 2) + little(0, 4) + little(Int(sum), 4)
    directory += little(isWide ? none : packedSize, 4) + little(isWide ? none : size, 4)
    directory += little(name.count, 2) + little(wide.count, 2) + little(0, 2) + little(0, 2)
    directory += little(0, 2) + little(0, 4) + little(isWide ? none : offset, 4) + name + wide
  }
  let (start, end) = (bytes.count, bytes.count + directory.count)
  bytes += directory
  if isWide {
    bytes += little(0x0606_4b50, 4) + little(44, 8) + little(45, 2) + little(45, 2)
    bytes += little(0, 4) + little(0, 4) + little(files.count, 8) + little(files.count, 8)
    bytes += little(directory.count, 8) + little(start, 8)
    bytes += little(0x0706_4b50, 4) + little(0, 4) + little(end, 8) + little(1, 4)
  }
  bytes += little(0x0605_4b50, 4) + little(0, 4) + little(isWide ? 0xffff : files.count, 2)
  bytes += little(isWide ? 0xffff : files.count, 2)
  bytes += little(isWide ? 0xffff_ffff : directory.count, 4)
  return bytes + little(isWide ? 0xffff_ffff : start, 4) + little(comment.utf8.count, 2)
    + comment.utf8
}

private func little(_ value: Int, _ width: Int) -> [UInt8] {
  (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

private func crc(_ bytes: [UInt8]) -> UInt32 {
  unsafe UInt32(crc32_z(0, bytes, bytes.count))
}

/// The bytes as a member of a gzip file (RFC 1952).
package func gzip(_ bytes: [UInt8]) -> [UInt8] {
  [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflate(bytes) + little(Int(crc(bytes)), 4)
    + little(bytes.count, 4)
}

/// The bytes as deflated data without a wrapper.
package func deflate(_ bytes: [UInt8]) -> [UInt8] {
  var stream = unsafe z_stream()
  var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 1000 + 100)
  var input = bytes
  let room = output.count
  unsafe input.withUnsafeMutableBufferPointer { input in
    unsafe output.withUnsafeMutableBufferPointer { output in
      unsafe precondition(vouch_deflate_init(&stream, 6, -15) == Z_OK)
      unsafe stream.next_in = input.baseAddress
      unsafe stream.avail_in = UInt32(input.count)
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(output.count)
      unsafe precondition(CZlib.deflate(&stream, Z_FINISH) == Z_STREAM_END)
      unsafe deflateEnd(&stream)
    }
  }
  return unsafe Array(output[..<(room - Int(stream.avail_out))])
}
