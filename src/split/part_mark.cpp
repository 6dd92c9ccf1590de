#include "split/part_mark.hpp"

#include <algorithm>

namespace omnitrack::split {

namespace {

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

}  // namespace

bool is_part_name(std::string_view logical_id) {
  constexpr std::size_t most_digits = 9;
  if (!logical_id.starts_with(part_name)) return false;
  const std::string_view number = logical_id.substr(part_name.size());
  return !number.empty() && number.front() != '0' && number.size() <= most_digits &&
         std::ranges::all_of(number, is_digit);
}

std::string_view hash_of_part(const tmpl::ResourceEntry& resource) {
  if (resource.type_name != "AWS::CloudFormation::Stack" || !is_part_name(resource.logical_id))
    return {};
  const tmpl::Node* url =
      resource.properties == nullptr ? nullptr : resource.properties->find("TemplateURL");
  const bool is_made = url != nullptr && url->calls(tmpl::Function::sub);
  return is_made ? hash_in(url->argument().text()) : std::string_view();
}

bool is_part(const tmpl::ResourceEntry& resource) { return !hash_of_part(resource).empty(); }

}  // namespace omnitrack::split
