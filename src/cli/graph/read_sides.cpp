#include "cli/graph/read_sides.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "cli/page/printable.hpp"
#include "validate/validate.hpp"

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;

// The last folders of a file before a name in the last one: `net/template` of
// `aws/net/template.yaml`.
std::string name_with_folders(std::string name, const fs::path& file, std::size_t folders) {
  fs::path folder = file.lexically_normal().parent_path();
  for (; folders > 0 && folder.has_filename(); --folders, folder = folder.parent_path()) {
    name.insert(0, folder.filename().generic_string() + '/');
  }
  return name;
}

using Templates = std::vector<SideTemplate*>;

bool are_all_different(const std::vector<std::string>& names) {
  std::vector<std::string> sorted = names;
  std::ranges::sort(sorted);
  return std::ranges::adjacent_find(sorted) == sorted.end();
}

// As many folders as tell them apart, of files that differ in their endings alone with these.
std::vector<std::string> different_names(const Templates& same) {
  constexpr std::size_t most_folders = 8;
  std::vector<std::string> names;
  for (const bool has_ending : {false, true}) {
    for (std::size_t folders = 1; folders <= most_folders; ++folders) {
      names.clear();
      for (const SideTemplate* each : same) {
        const fs::path file = each->document.file();
        const fs::path last = has_ending ? file.filename() : fs::path(each->name).filename();
        names.push_back(name_with_folders(last.generic_string(), file, folders));
      }
      if (are_all_different(names)) return names;
    }
  }
  names.clear();
  for (const SideTemplate* each : same) names.push_back(each->document.file());
  return names;
}

void name_apart(Side& side) {
  std::map<std::string, Templates> by_name;
  for (SideTemplate& each : side.templates) by_name[each.name].push_back(&each);
  for (const auto& [name, same] : by_name) {
    if (same.size() == 1) continue;
    std::vector<std::string> names = different_names(same);
    for (std::size_t i = 0; i < same.size(); ++i) same[i]->name = std::move(names[i]);
  }
}

bool is_one_file(const std::string& left, const std::string& right) {
  std::error_code ignored;
  return left == right || fs::equivalent(left, right, ignored);
}

// What was named before is drawn once.
bool has_file(const Side& side, const std::string& file) {
  return std::ranges::any_of(side.templates, [&](const SideTemplate& each) {
    return is_one_file(each.document.file(), file);
  });
}

}  // namespace

Side read_sides(const std::vector<std::string>& arguments, const Console& console) {
  Side all;
  for (const std::string& argument : arguments) {
    Side side = read_side(argument, console, SameNames::kept);
    all.label = side.label;
    all.is_single = side.is_single && arguments.size() == 1;
    for (SideTemplate& each : side.templates) {
      if (!has_file(all, each.document.file())) all.templates.push_back(std::move(each));
    }
    for (Diagnostic& each : side.problems) all.problems.push_back(std::move(each));
  }
  name_apart(all);
  return all;
}

void tell_errors(const Side& side, const Console& console) {
  for (const SideTemplate& each : side.templates) {
    const tmpl::Index& index = each.document.index();
    validate::Findings findings;
    validate::check_template(index, findings);
    const auto errors = std::ranges::count_if(findings, validate::is_open_error);
    if (errors == 0) continue;
    const validate::Finding& first = *std::ranges::find_if(findings, validate::is_open_error);
    const tmpl::Place place = index.source().place(first.begin);
    const std::string more =
        errors == 1 ? "" : "; 'validate' shows it and " + std::to_string(errors - 1) + " more";
    console.say(printable(each.document.file() + ':' + std::to_string(place.line) + ':' +
                          std::to_string(place.column) + ": " + std::string(first.code) + ": " +
                          first.message) +
                ": the picture may be wrong" + more);
  }
}

}  // namespace omnitrack::cli
