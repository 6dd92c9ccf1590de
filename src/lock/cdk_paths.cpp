#include "lock/cdk_paths.hpp"

#include <algorithm>

#include "support/letters.hpp"

namespace omnitrack::lock {

namespace {

using support::same_but_for_case;
using Names = std::vector<std::string_view>;

Names names_of(std::string_view path) {
  Names names;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    names.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return names;
}

std::string joined(const Names& names, char separator) {
  std::string text;
  for (const std::string_view each : names) {
    if (!text.empty()) text += separator;
    text += each;
  }
  return text;
}

std::string_view noted_path(const tmpl::ResourceEntry& resource) {
  const tmpl::Node* metadata = resource.member->value.find("Metadata");
  const tmpl::Node* path = metadata == nullptr ? nullptr : metadata->find("aws:cdk:path");
  return path == nullptr || !path->is(tmpl::Kind::string) ? std::string_view() : path->text();
}

// How many names are those of stages and of the stack itself, by one path; 0 where it says nothing.
// https://docs.aws.amazon.com/cdk/v2/guide/stages.html
std::size_t told_depth(const Names& names, std::string_view stack) {
  Names first;
  for (const std::string_view each : names) {
    // The CDK puts this construct right into a stack.
    if (each == "CDKMetadata" && !first.empty()) return first.size();
    first.push_back(each);
    if (joined(first, '-') == stack) return first.size();
  }
  return 0;
}

std::size_t depth_of(const tmpl::Index& deployed, std::string_view stack) {
  for (const tmpl::ResourceEntry& each : deployed.resources()) {
    const std::size_t depth = told_depth(names_of(noted_path(each)), stack);
    if (depth != 0) return depth;
  }
  return 1;
}

bool is_end(const Names& of, const Names& end) {
  return end.size() <= of.size() &&
         std::equal(end.rbegin(), end.rend(), of.rbegin(), same_but_for_case);
}

}  // namespace

CdkPath::CdkPath(std::string_view noted, std::size_t depth, std::string_view type_name)
    : type_word_(type_name.substr(type_name.rfind(':') + 1)) {
  Names names = names_of(noted);
  if (names.size() <= depth) return;
  names.erase(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(depth));
  // The names of a construct's own resource, and of what stands for its parent.
  if (names.size() > 1 && names.back() == "Resource") names.pop_back();
  if (names.size() > 1) std::erase(names, "Default");
  text_ = joined(names, '/');
  if (names.size() > 1 && same_but_for_case(names.back(), type_word_)) names.pop_back();
  without_type_ = joined(names, '/');
}

PathLikeness CdkPath::likeness(std::string_view ours) const {
  if (text_.empty()) return PathLikeness::other;
  if (same_but_for_case(text_, ours) || same_but_for_case(without_type_, ours)) {
    return PathLikeness::same;
  }
  const Names our_names = names_of(ours);
  for (const std::string& each : {text_, without_type_}) {
    const Names names = names_of(each);
    const Names& shorter = names.size() < our_names.size() ? names : our_names;
    const Names& longer = names.size() < our_names.size() ? our_names : names;
    if (shorter.empty() || !is_end(longer, shorter)) continue;
    if (shorter.size() > 1 || !same_but_for_case(shorter.front(), type_word_)) {
      return PathLikeness::same_end;
    }
  }
  return PathLikeness::other;
}

std::vector<CdkPath> cdk_paths(const tmpl::Index& deployed, std::string_view stack) {
  const std::size_t depth = depth_of(deployed, stack);
  std::vector<CdkPath> paths;
  for (const tmpl::ResourceEntry& each : deployed.resources()) {
    paths.emplace_back(noted_path(each), depth, each.type_name);
  }
  return paths;
}

}  // namespace omnitrack::lock
