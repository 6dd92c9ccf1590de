#include "cli/templates/template_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "cli/templates/exclusions.hpp"

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> template_suffixes{".json", ".template", ".yaml", ".yml"};

bool may_be_template(const fs::path& file) {
  const std::string suffix = file.extension().string();
  return std::find(template_suffixes.begin(), template_suffixes.end(), suffix) !=
         template_suffixes.end();
}

bool is_left_out(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name.starts_with('.') || name == "node_modules";
}

// The files of a folder, sorted by their whole names, whatever the order of the file system is.
std::vector<std::string> files_in(const std::string& folder, const Exclusions& exclusions,
                                  std::error_code& error) {
  std::vector<std::string> names;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code unknown;
    if (entry->is_directory(unknown)) {
      const bool is_skipped = is_left_out(entry->path()) || exclusions.name(entry->path(), true);
      if (is_skipped) entry.disable_recursion_pending();
    } else if (may_be_template(entry->path()) && entry->is_regular_file(unknown) &&
               !exclusions.name(entry->path(), false)) {
      names.push_back(entry->path().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Knows which files were met, by whatever names they are called.
class Met {
 public:
  bool is_new(const std::string& name) {
    if (name == "-") return names_.insert(name).second;
    std::error_code error;
    const fs::path real = fs::canonical(name, error);
    return names_.insert(error ? name : real.string()).second;
  }

 private:
  std::set<std::string> names_;
};

}  // namespace

bool is_named_like_template(std::string_view word) { return may_be_template(fs::path(word)); }

std::vector<TemplateFile> template_files(const std::vector<std::string>& arguments,
                                         const std::vector<std::string>& excluded) {
  std::vector<TemplateFile> files;
  Met met;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::error_code error;
    if (arguments[i] == "-" || !fs::is_directory(arguments[i], error)) {
      const bool is_repeated = !met.is_new(arguments[i]);
      files.push_back({.name = arguments[i], .argument = i, .is_repeated = is_repeated});
      continue;
    }
    for (std::string& name : files_in(arguments[i], Exclusions(arguments[i], excluded), error)) {
      const bool is_repeated = !met.is_new(name);
      files.push_back(
          {.name = std::move(name), .argument = i, .is_named = false, .is_repeated = is_repeated});
    }
    if (error) files.push_back({.name = arguments[i], .argument = i, .problem = error.message()});
  }
  return files;
}

}  // namespace omnitrack::cli
