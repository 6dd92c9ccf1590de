#include "cli/templates/nested.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/templates/read_template.hpp"
#include "meaning/nested_stacks.hpp"
#include "split/part_mark.hpp"

namespace omnitrack::cli {

namespace {

// A template that nests itself would go on for ever.
constexpr int deepest_nesting = 8;

std::string path_of(const std::string& file) {
  return std::filesystem::path(file).lexically_normal().generic_string();
}

/// A nested stack whose template is a file.
struct NestedFile {
  std::string id;
  std::string file;
};

std::vector<NestedFile> nested_files(const SideTemplate& whole) {
  const tmpl::Index& index = whole.document.index();
  std::vector<NestedFile> found;
  for (const tmpl::ResourceEntry& each : index.resources()) {
    auto file = meaning::nested_file(index, each);
    if (file) found.push_back({std::string(each.logical_id), std::move(*file)});
  }
  return found;
}

class Nesting {
 public:
  Nesting(Side& side, const Console& console) : side_(side), console_(console) {}

  /// Reads what is nested in a stack of the side, and returns the files that it is read from.
  void read(std::size_t at, int depth) {
    if (depth == deepest_nesting || !side_.templates[at].is_file) return;
    for (const NestedFile& each : nested_files(side_.templates[at])) {
      const std::string whole = side_.templates[at].name;
      if (side_.templates[at].find_part(each.id) != nullptr) continue;
      std::string problem;
      auto text = read_template(each.file, problem);
      if (!text) {
        tell_unread(whole, each, problem);
        continue;
      }
      const std::size_t before = side_.templates.size();
      add_template(side_, whole + '.' + each.id, each.file, std::move(*text));
      if (side_.templates.size() == before) continue;
      side_.templates.back().nested_in = whole;
      side_.templates.back().nested_as = each.id;
      files_.insert(each.file);
      read(before, depth + 1);
    }
  }

  [[nodiscard]] const std::set<std::string>& files() const { return files_; }

 private:
  void tell_unread(const std::string& whole, const NestedFile& nested,
                   const std::string& problem) const {
    std::string words = "the nested stack ";
    words.append(whole).append(1, '.').append(nested.id);
    words.append(" is not read: ").append(nested.file).append(": ").append(problem);
    console_.say(words);
  }

  Side& side_;
  const Console& console_;
  std::set<std::string> files_;
};

std::string_view text_in(const tmpl::Node& map, std::string_view key) {
  const tmpl::Node* value = map.find(key);
  return value == nullptr || !value->is(tmpl::Kind::string) ? std::string_view() : value->text();
}

}  // namespace

// The CDK notes the file of an asset beside what it is for, as `sam local` needs it, unless it is
// told not to. Where it is uploaded to says which of the assets it is in any case.
// https://github.com/aws/aws-cdk/blob/main/design/aws-cdk-assets/aws-cdk-assets.md
std::vector<NestedAsset> nested_assets(const SideTemplate& whole, Assemblies& assemblies) {
  std::vector<NestedAsset> found;
  const std::string& own = whole.document.file();
  for (const tmpl::ResourceEntry& each : whole.document.index().resources()) {
    if (each.type_name != "AWS::CloudFormation::Stack") continue;
    const tmpl::Node* metadata = each.member->value.find("Metadata");
    const std::string_view noted =
        metadata != nullptr && text_in(*metadata, "aws:asset:property") == "TemplateURL"
            ? text_in(*metadata, "aws:asset:path")
            : std::string_view();
    std::string file = noted.empty() ? assemblies.asset_beside(own, meaning::nested_file_name(each))
                                     : (std::filesystem::path(own).parent_path() / noted).string();
    if (!file.empty()) found.push_back({each.logical_id, std::move(file)});
  }
  return found;
}

void read_nested(std::vector<Side>& sides, const Console& console) {
  std::set<std::string> files;
  for (Side& side : sides) {
    Nesting nesting(side, console);
    const std::size_t own = side.templates.size();
    for (std::size_t i = 0; i < own; ++i) nesting.read(i, 0);
    files.insert(nesting.files().begin(), nesting.files().end());
  }
  const auto is_nested_alone = [&files](const SideTemplate& each) {
    return each.nested_in.empty() && files.contains(path_of(each.document.file()));
  };
  for (Side& side : sides) std::erase_if(side.templates, is_nested_alone);
}

}  // namespace omnitrack::cli
