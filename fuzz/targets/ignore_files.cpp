// Reads what a fuzzer makes up as the lines of an ignore file; the last line is the name of a file
// that is asked for.

#include <string>
#include <vector>

#include "assets/asset_error.hpp"
#include "assets/docker_ignore.hpp"
#include "assets/ignore_rules.hpp"
#include "engine/target.hpp"
#include "properties/require.hpp"

namespace omnitrack::fuzz {

namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

void ask_rules(const std::vector<std::string>& lines, const std::string& name) {
  std::vector<std::string> twice = lines;
  twice.insert(twice.end(), lines.begin(), lines.end());
  try {
    const bool is_out = assets::IgnoreRules(lines).leaves_out(name, false);
    require(assets::IgnoreRules(twice).leaves_out(name, false) == is_out,
            "patterns that are given twice say the same", name);
  } catch (const assets::AssetError& mistake) {
    require(!std::string_view(mistake.what()).empty(), "a mistake says what is wrong");
  }
}

void read_ignore_file(std::string_view input) {
  const std::size_t end = input.rfind('\n');
  if (end == std::string_view::npos) return;
  const std::string name(input.substr(end + 1));
  const std::string_view patterns = input.substr(0, end);
  ask_rules(lines_of(patterns), name);
  assets::DockerIgnore docker(patterns);
  static_cast<void>(docker.leaves_out(name, true));
  docker.keep(name);
  require(!docker.leaves_out(name, false), "what is kept is not left out", name);
}

const NamedTarget target("ignore_files", read_ignore_file);

}  // namespace

}  // namespace omnitrack::fuzz
