#include "cli/watch/kept_templates.hpp"

#include <cerrno>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/failure.hpp"
#include "cli/read_file.hpp"
#include "meaning/exports.hpp"
#include "template/document.hpp"

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

// Who reads outputs of a stack, by that stack.
using Readers = std::map<std::string, std::set<std::string>>;

void add_reads(const fs::path& file, const std::string& stack, Readers& readers) {
  std::error_code error;
  std::optional<std::string> text = read_file(file.string(), error);
  if (!text) return;
  const tmpl::Document document(file.string(), std::move(*text));
  if (!document.is_readable()) return;
  for (const meaning::OutputRead& each : meaning::outputs_read(document.index(), stack)) {
    readers[each.stack].insert(stack);
  }
}

// A new value of an output reaches who reads it by a deployment alone.
void add_readers(Readers& readers, std::set<std::string>& stacks) {
  std::vector<std::string> added(stacks.begin(), stacks.end());
  while (!added.empty()) {
    const std::string stack = std::move(added.back());
    added.pop_back();
    for (const std::string& reader : readers[stack]) {
      if (stacks.insert(reader).second) added.push_back(reader);
    }
  }
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
  std::set<std::string> stacks;
  Readers readers;
  std::error_code error;
  for (fs::directory_iterator each(last_, error), end; !error && each != end;
       each.increment(error)) {
    const std::string name = each->path().filename().string();
    if (!name.ends_with(template_suffix)) continue;
    // That of a part of a stack has the part's name behind the stack's.
    const std::string stack = name.substr(0, name.find('.'));
    add_reads(each->path(), stack, readers);
    if (!deployed_.empty() && is_same_file(each->path(), deployed_ / name)) continue;
    stacks.insert(stack);
  }
  add_readers(readers, stacks);
  return {stacks.begin(), stacks.end()};
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
