#include "assets/read_blocks.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include "assets/asset_error.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"

namespace omnitrack::assets {

namespace {

constexpr std::size_t read_block_size = std::size_t{1} << 18U;

class OpenAsset {
 public:
  // A pipe that took the place of the file must not make this wait.
  explicit OpenAsset(const std::string& path)
      : path_(path), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (file_ < 0) fail();
  }
  OpenAsset(const OpenAsset&) = delete;
  OpenAsset& operator=(const OpenAsset&) = delete;
  ~OpenAsset() { ::close(file_); }

  [[nodiscard]] struct stat status() const {
    struct stat status = {};
    if (::fstat(file_, &status) != 0) fail();
    return status;
  }

  [[nodiscard]] std::size_t read(char* to, std::size_t size) const {
    ssize_t count = 0;
    do {
      count = ::read(file_, to, size);
    } while (count < 0 && errno == EINTR);
    if (count < 0) fail();
    return static_cast<std::size_t>(count);
  }

 private:
  [[noreturn]] void fail() const {
    throw AssetError(
        codes::OT4101,
        "cannot read " + support::quoted(path_) + ": " +
            std::error_code(errno, std::generic_category()).message(),
        "let the user who synthesizes read it, or leave it out by a pattern of `ignore`");
  }

  const std::string& path_;
  int file_;
};

bool is_same(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

}  // namespace

void report_change(const std::string& path) {
  throw AssetError(codes::OT4104, support::quoted(path) + " changed while it was read",
                   "run this again when nothing writes there any more");
}

void read_blocks(const AssetFile& file, const std::function<void(std::string_view)>& take) {
  const OpenAsset open(file.path);
  const struct stat before = open.status();
  if (!S_ISREG(before.st_mode) || static_cast<std::uint64_t>(before.st_size) != file.bytes) {
    report_change(file.path);
  }
  const auto block = std::make_unique_for_overwrite<char[]>(read_block_size);
  std::uint64_t total = 0;
  for (std::size_t count = 1; count != 0 && total <= file.bytes;) {
    count = open.read(block.get(), read_block_size);
    total += count;
    if (count != 0) take({block.get(), count});
  }
  if (total != file.bytes || !is_same(before, open.status())) report_change(file.path);
}

}  // namespace omnitrack::assets
