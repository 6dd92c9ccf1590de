#include "split/part_mark.hpp"

#include <algorithm>

namespace omnitrack::split {

namespace {

constexpr std::size_t hash_digits = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

bool ends_with_hash(std::string_view url) {
  constexpr std::string_view suffix = ".json";
  if (!url.ends_with(suffix) || url.size() < hash_digits + suffix.size()) return false;
  url.remove_suffix(suffix.size());
  return std::ranges::all_of(url.substr(url.size() - hash_digits), is_hex);
}

}  // namespace

bool is_part(const tmpl::ResourceEntry& resource) {
  const std::string_view id = resource.logical_id;
  if (resource.type_name != "AWS::CloudFormation::Stack" || !id.starts_with(part_name))
    return false;
  const std::string_view number = id.substr(part_name.size());
  if (number.empty() || !std::ranges::all_of(number, is_digit)) return false;
  const tmpl::Node* url =
      resource.properties == nullptr ? nullptr : resource.properties->find("TemplateURL");
  return url != nullptr && url->calls(tmpl::Function::sub) &&
         ends_with_hash(url->argument().text());
}

}  // namespace omnitrack::split
