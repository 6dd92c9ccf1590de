#include "cli/watch/kept_templates.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <system_error>

#include "cli/failure.hpp"
#include "cli/files.hpp"

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view template_suffix = ".template.json";

fs::path make_temporary_folder() {
  std::error_code error;
  std::string name = (fs::temp_directory_path(error) / "omnitrack-watch.XXXXXX").string();
  if (!error && ::mkdtemp(name.data()) == nullptr) error = {errno, std::generic_category()};
  if (error) throw Failure("cannot make a temporary folder: " + error.message());
  return name;
}

bool is_same_file(const fs::path& one, const fs::path& other) {
  std::error_code error;
  const std::optional<std::string> text = read_file(one.string(), error);
  return text && text == read_file(other.string(), error);
}

}  // namespace

KeptTemplates::KeptTemplates() : home_(make_temporary_folder()) {}

KeptTemplates::~KeptTemplates() {
  std::error_code error;
  fs::remove_all(home_, error);
}

std::string KeptTemplates::last() const {
  std::error_code error;
  // A folder without a template cannot be compared with.
  return last_.empty() || fs::is_empty(last_, error) ? "/dev/null" : last_.string();
}

std::string KeptTemplates::next() {
  next_ = home_ / std::to_string(++count_);
  return next_.string();
}

void KeptTemplates::keep_next() {
  if (last_ != deployed_) forget(last_);
  last_ = next_;
}

std::vector<std::string> KeptTemplates::not_deployed() const {
  std::vector<std::string> stacks;
  std::error_code error;
  for (fs::directory_iterator each(last_, error), end; !error && each != end;
       each.increment(error)) {
    std::string name = each->path().filename().string();
    if (!name.ends_with(template_suffix)) continue;
    if (!deployed_.empty() && is_same_file(each->path(), deployed_ / name)) continue;
    name.resize(name.size() - template_suffix.size());
    // A part of a stack that is split; the stack's own template names its content.
    if (name.find('.') != std::string::npos) continue;
    stacks.push_back(std::move(name));
  }
  std::ranges::sort(stacks);
  return stacks;
}

void KeptTemplates::note_deployed() {
  if (deployed_ != last_) forget(deployed_);
  deployed_ = last_;
}

void KeptTemplates::forget(const fs::path& folder) const {
  std::error_code error;
  if (!folder.empty()) fs::remove_all(folder, error);
}

}  // namespace omnitrack::cli
