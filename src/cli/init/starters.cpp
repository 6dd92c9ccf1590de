#include "cli/init/starters.hpp"

#include <map>

#include "cli/version.hpp"
#include "support/replace.hpp"

namespace omnitrack::cli {

namespace {

// What every starter has, unless it has a file of the same path.
constexpr std::string_view common = "common";

struct PackedFile {
  std::string_view starter;
  std::string_view path;
  std::string_view text;
};

std::string_view next_field(std::string_view& packed) {
  const std::string_view field = packed.substr(0, packed.find('\0'));
  packed.remove_prefix(field.size() + 1);
  return field;
}

std::vector<PackedFile> packed_files() {
  std::vector<PackedFile> files;
  for (std::string_view packed = packed_starters(); !packed.empty();) {
    PackedFile& file = files.emplace_back();
    file.starter = next_field(packed);
    file.path = next_field(packed);
    file.text = next_field(packed);
  }
  return files;
}

// `0.1` of `0.1.0`: within these the library stays compatible.
std::string_view compatible_version() { return version().substr(0, version().rfind('.')); }

std::string filled_in(std::string_view text, std::string_view name) {
  std::string filled(text);
  support::replace_all(filled, "@NAME@", name);
  support::replace_all(filled, "@VERSION@", compatible_version());
  return filled;
}

}  // namespace

std::vector<std::string_view> starter_names() {
  std::vector<std::string_view> names;
  for (const PackedFile& file : packed_files()) {
    if (file.starter != common && (names.empty() || names.back() != file.starter)) {
      names.push_back(file.starter);
    }
  }
  return names;
}

std::vector<ProjectFile> starter_files(std::string_view starter, std::string_view name) {
  std::map<std::string, std::string_view> texts;
  for (const std::string_view part : {common, starter}) {
    for (const PackedFile& file : packed_files()) {
      if (file.starter == part) texts[filled_in(file.path, name)] = file.text;
    }
  }
  std::vector<ProjectFile> files;
  files.reserve(texts.size());
  for (const auto& [path, text] : texts) files.push_back({path, filled_in(text, name)});
  return files;
}

}  // namespace omnitrack::cli
