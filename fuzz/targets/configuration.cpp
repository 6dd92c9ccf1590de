// Reads what a fuzzer makes up as an app's configuration, as a file, and as what --set and --accept
// take: each mistake has a message without what steers a terminal.

#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "cli/app/config_file.hpp"
#include "cli/diff/acceptances.hpp"
#include "cli/failure.hpp"
#include "engine/target.hpp"
#include "properties/require.hpp"

namespace omnitrack::fuzz {

namespace {

enum class Size : std::uint8_t { small, large };

// One key of each kind.
struct Settings {
  bool flag = false;
  std::int64_t days = 30;
  std::int64_t megabytes = 512;
  std::string prefix = "a";
  std::string text;
  std::vector<std::string> names;
  Size size = Size::small;

  void describe(ConfigSchema& schema) {
    schema.key("flag", flag, "a flag");
    schema.key("days", days, 1, 3650, "a number in a range");
    schema.key("megabytes", megabytes, {512, 1024, 2048}, "one of some numbers");
    schema.key("prefix", prefix, {.fits = is_short, .expected = "at most 8 bytes"}, "a short text");
    schema.key("text", text, "any text");
    schema.key("names", names, "some texts");
    schema.key("size", size, {"small", "large"}, "a name");
  }

  static bool is_short(std::string_view given) { return given.size() <= 8; }
};

// A file in memory, as only a path can be read.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view content)
      : file_(memfd_create("configuration", MFD_CLOEXEC)) {
    const auto written = write(file_, content.data(), content.size());
    require(written == static_cast<ssize_t>(content.size()), "a file in memory can be written");
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(file_); }

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

void check(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& each : diagnostics) {
    require(!each.message.empty(), "a mistake has a message");
    require(each.line == 0 || each.column != 0, "a place has a line and a column", each.message);
  }
}

void read_file(std::string_view input) {
  Settings settings;
  cli::ConfigKeys keys;
  settings.describe(keys);
  const MemoryFile file(input);
  std::vector<Diagnostic> diagnostics;
  cli::read_config_file(file.path(), keys, diagnostics);
  check(diagnostics);
  require(!diagnostics.empty() ||
              (settings.days >= 1 && settings.days <= 3650 && Settings::is_short(settings.prefix)),
          "what is taken fits");
}

void read_options(std::string_view input) {
  Settings settings;
  cli::ConfigKeys keys;
  settings.describe(keys);
  std::vector<Diagnostic> diagnostics;
  keys.set(std::string(input), diagnostics);
  check(diagnostics);
  try {
    const diff::Acceptance acceptance = cli::parse_acceptance(std::string(input));
    require(!acceptance.logical_id.empty() && !acceptance.reason.empty(),
            "an acceptance names what it is of, and why");
  } catch (const cli::UsageError& error) {
    require(*error.what() != '\0', "a mistake has a message");
  }
}

void configure(std::string_view input) {
  read_file(input);
  read_options(input);
}

const NamedTarget target("configuration", configure);

}  // namespace

}  // namespace omnitrack::fuzz
