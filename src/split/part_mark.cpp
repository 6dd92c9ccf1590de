#include "split/part_mark.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace omnitrack::split {

namespace {

constexpr std::string_view metadata_key = "OmniTrack";
constexpr std::string_view mark_key = "PartOf";

// Between the two names of the description.
constexpr std::string_view of_stack = " of ";

constexpr std::size_t hash_digits = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

// The hash before the ending of a URL; empty where there is none.
std::string_view hash_in(std::string_view url) {
  constexpr std::string_view suffix = ".json";
  if (!url.ends_with(suffix) || url.size() < hash_digits + suffix.size()) return {};
  url.remove_suffix(suffix.size());
  const std::string_view hash = url.substr(url.size() - hash_digits);
  return std::ranges::all_of(hash, is_hex) ? hash : std::string_view();
}

std::string_view url_of(const tmpl::ResourceEntry& resource) {
  const tmpl::Node* url =
      resource.properties == nullptr ? nullptr : resource.properties->find("TemplateURL");
  return url != nullptr && url->calls(tmpl::Function::sub) ? url->argument().text()
                                                           : std::string_view();
}

bool has_only(std::span<const tmpl::Member> members, std::span<const std::string_view> keys) {
  return std::ranges::all_of(members, [&](const tmpl::Member& each) {
    return std::ranges::find(keys, each.key()) != keys.end();
  });
}

bool is_nested_stack_of_part_name(const tmpl::ResourceEntry& resource) {
  return resource.type_name == "AWS::CloudFormation::Stack" && is_part_name(resource.logical_id);
}

bool is_marked(const tmpl::ResourceEntry& resource) {
  const tmpl::Node* metadata = resource.member->value.find("Metadata");
  const tmpl::Node* own = metadata == nullptr ? nullptr : metadata->find(metadata_key);
  return own != nullptr && own->find(mark_key) != nullptr;
}

// How parts were written before they were marked.
bool has_form_without_mark(const tmpl::ResourceEntry& resource) {
  constexpr std::array<std::string_view, 3> keys{"Type", "DependsOn", "Properties"};
  constexpr std::array<std::string_view, 2> properties{"Parameters", "TemplateURL"};
  constexpr std::string_view end_of_host = ".s3.${AWS::Region}.${AWS::URLSuffix}/";
  const std::string_view url = url_of(resource);
  return !hash_in(url).empty() && url.starts_with("https://") &&
         url.find(end_of_host) != std::string_view::npos &&
         has_only(resource.member->value.members(), keys) &&
         has_only(resource.properties->members(), properties);
}

}  // namespace

bool is_part_name(std::string_view logical_id) {
  constexpr std::size_t most_digits = 9;
  if (!logical_id.starts_with(part_name)) return false;
  const std::string_view number = logical_id.substr(part_name.size());
  return !number.empty() && number.front() != '0' && number.size() <= most_digits &&
         std::ranges::all_of(number, is_digit);
}

tmpl::Node part_metadata(std::string_view stack, NodeMaker& make) {
  const tmpl::Node mark = make.map({make.member(mark_key, make.text(stack))});
  return make.map({make.member(metadata_key, mark)});
}

std::string part_description(std::string_view part, std::string_view stack) {
  return std::string(part).append(of_stack).append(stack);
}

std::vector<PartMark> parts_in(const tmpl::Index& own) {
  std::vector<PartMark> marked;
  std::vector<PartMark> alike;
  for (const tmpl::ResourceEntry& each : own.resources()) {
    if (!is_nested_stack_of_part_name(each)) continue;
    const PartMark part{each.logical_id, hash_in(url_of(each))};
    if (is_marked(each)) marked.push_back(part);
    if (has_form_without_mark(each)) alike.push_back(part);
  }
  return marked.empty() ? alike : marked;
}

PartOrigin part_origin(const tmpl::Index& index) {
  const tmpl::Node* description = index.section("Description");
  if (description == nullptr) return {};
  const std::string_view text = description->text();
  const std::size_t between = text.find(of_stack);
  if (between == std::string_view::npos || !is_part_name(text.substr(0, between))) return {};
  return {.part = text.substr(0, between), .stack = text.substr(between + of_stack.size())};
}

}  // namespace omnitrack::split
