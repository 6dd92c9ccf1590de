#include "assets/zip_writer.hpp"

#include <zlib.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "assets/asset_error.hpp"
#include "assets/fingerprint.hpp"
#include "assets/read_blocks.hpp"
#include "omnitrack/codes.hpp"
#include "support/sha256.hpp"

namespace omnitrack::assets {

namespace {

// The form of an archive: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
constexpr std::uint32_t local_header_signature = 0x04034b50;
constexpr std::uint32_t central_header_signature = 0x02014b50;
constexpr std::uint32_t end_signature = 0x06054b50;
constexpr std::uint16_t version_needed = 20;
constexpr std::uint16_t made_on_unix = 3U << 8U | version_needed;
constexpr std::uint16_t names_are_utf8 = 1U << 11U;
constexpr std::uint16_t method_deflate = 8;
constexpr std::uint16_t time_midnight = 0;
constexpr std::uint16_t date_1980_01_01 = 1U << 5U | 1U;
constexpr std::uint32_t regular_file_0644 = 0100644U << 16U;
constexpr std::uint32_t regular_file_0755 = 0100755U << 16U;
constexpr std::uint64_t most_bytes_of_archive = 0xffff'fffe;

class LittleEndian {
 public:
  LittleEndian& two(std::uint16_t number) { return put(number, 2); }
  LittleEndian& four(std::uint32_t number) { return put(number, 4); }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  LittleEndian& put(std::uint32_t number, int count) {
    for (int i = 0; i < count; ++i) bytes_ += static_cast<char>(number >> (8 * i) & 0xffU);
    return *this;
  }
  std::string bytes_;
};

// What both headers of a file say of it.
struct ZipEntry {
  std::uint64_t offset = 0;
  std::uint64_t packed = 0;
  std::uint32_t checksum = 0;
};

void put_common(LittleEndian& header, const AssetFile& file, const ZipEntry& entry) {
  header.two(version_needed).two(names_are_utf8).two(method_deflate);
  header.two(time_midnight).two(date_1980_01_01).four(entry.checksum);
  header.four(static_cast<std::uint32_t>(entry.packed));
  header.four(static_cast<std::uint32_t>(file.bytes));
  header.two(static_cast<std::uint16_t>(file.name.size())).two(0);
}

std::string local_header(const AssetFile& file, const ZipEntry& entry) {
  LittleEndian header;
  header.four(local_header_signature);
  put_common(header, file, entry);
  return header.bytes() + file.name;
}

std::string central_header(const AssetFile& file, const ZipEntry& entry) {
  LittleEndian header;
  header.four(central_header_signature).two(made_on_unix);
  put_common(header, file, entry);
  header.two(0).two(0).two(0);
  header.four(file.is_executable ? regular_file_0755 : regular_file_0644);
  header.four(static_cast<std::uint32_t>(entry.offset));
  return header.bytes() + file.name;
}

class Deflater {
 public:
  explicit Deflater(TemporaryFile& to) : to_(to) {
    // Negative window bits: without zlib's own header.
    if (::deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
                       Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
  ~Deflater() { ::deflateEnd(&stream_); }

  void add(std::string_view bytes) {
    // zlib's interface takes what it does not change as changeable.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    run(Z_NO_FLUSH);
  }
  void finish() { run(Z_FINISH); }

 private:
  void run(int flush) {
    std::array<char, 65536> out;
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(out.data());
      stream_.avail_out = static_cast<uInt>(out.size());
      ::deflate(&stream_, flush);
      to_.append({out.data(), out.size() - stream_.avail_out});
    } while (stream_.avail_out == 0);
  }

  TemporaryFile& to_;
  z_stream stream_{};
};

// Returns the fingerprint of the file's content.
std::string write_entry(const AssetFile& file, TemporaryFile& archive, ZipEntry& entry) {
  entry.offset = archive.size();
  archive.append(local_header(file, entry));
  const std::uint64_t begin = archive.size();
  support::Sha256 hash;
  uLong checksum = ::crc32(0, nullptr, 0);
  Deflater deflater(archive);
  read_blocks(file, [&](std::string_view block) {
    hash.add(block);
    checksum = ::crc32(checksum, reinterpret_cast<const Bytef*>(block.data()),
                       static_cast<uInt>(block.size()));
    deflater.add(block);
  });
  deflater.finish();
  entry.packed = archive.size() - begin;
  entry.checksum = static_cast<std::uint32_t>(checksum);
  archive.overwrite(entry.offset, local_header(file, entry));
  return hash.hex();
}

void check_size(const TemporaryFile& archive) {
  if (archive.size() <= most_bytes_of_archive) return;
  throw AssetError(codes::OT4106, "the archive would be larger than 4 GB",
                   "leave out what is not needed by patterns of `ignore`");
}

void write_directory(const AssetFiles& folder, const std::vector<ZipEntry>& entries,
                     TemporaryFile& archive) {
  const std::uint64_t begin = archive.size();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    archive.append(central_header(folder.files[i], entries[i]));
  }
  check_size(archive);
  LittleEndian end;
  const auto count = static_cast<std::uint16_t>(entries.size());
  end.four(end_signature).two(0).two(0).two(count).two(count);
  end.four(static_cast<std::uint32_t>(archive.size() - begin));
  end.four(static_cast<std::uint32_t>(begin)).two(0);
  archive.append(end.bytes());
}

}  // namespace

void write_zip(const AssetFiles& folder, const std::string& hash, TemporaryFile& archive) {
  std::vector<ZipEntry> entries(folder.files.size());
  std::vector<std::string> contents;
  contents.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    contents.push_back(write_entry(folder.files[i], archive, entries[i]));
    check_size(archive);
  }
  if (fingerprint_of(folder, contents) != hash) report_change(folder.folder);
  write_directory(folder, entries, archive);
}

}  // namespace omnitrack::assets
