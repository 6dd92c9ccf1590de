#include "validate/policies/policy_bucket.hpp"

#include <optional>
#include <string_view>
#include <vector>

#include "meaning/known.hpp"
#include "meaning/text_parts.hpp"

namespace omnitrack::validate {

namespace {

using meaning::TextPart;
using tmpl::Node;
using tmpl::ResourceEntry;

/// A bucket of the template, or one by its name.
struct Bucket {
  const ResourceEntry* resource = nullptr;
  std::string name = {};  ///< empty where it is not known
};

std::optional<Bucket> made_here(const tmpl::Index& index, std::string_view id) {
  const ResourceEntry* resource = index.find_resource(id);
  if (resource == nullptr || resource->type_name != "AWS::S3::Bucket") return std::nullopt;
  if (meaning::may_be_rewritten(*resource)) return std::nullopt;
  const auto name = meaning::known_text(meaning::find_value(resource->properties, "BucketName"));
  return Bucket{.resource = resource, .name = std::string(name.value_or(""))};
}

std::optional<Bucket> of_name(std::string_view name) {
  const bool is_whole = !name.empty() && name.find_first_of("*?$") == std::string_view::npos;
  return is_whole ? std::optional(Bucket{.name = std::string(name)}) : std::nullopt;
}

bool ends_name(const std::vector<TextPart>& parts, std::size_t next) {
  return next == parts.size() ||
         (parts[next].kind == TextPart::Kind::literal && parts[next].text.starts_with('/'));
}

// `arn:aws:s3:::NAME` and `arn:aws:s3:::NAME/KEY`, of which any part may be put in.
std::optional<Bucket> named_by(const tmpl::Index& index, const Node& arn) {
  if (!arn.is_scalar() && !meaning::is_text_expression(arn)) return std::nullopt;
  const std::vector<TextPart> parts = meaning::text_parts(arn);
  std::string text;
  std::size_t next = 0;
  for (; next < parts.size(); ++next) {
    const TextPart& part = parts[next];
    if (part.kind == TextPart::Kind::literal) {
      text += part.text;
    } else if (part.kind == TextPart::Kind::reference && part.text == "AWS::Partition") {
      text += "aws";
    } else {
      break;
    }
  }
  const bool is_reference = next < parts.size() && parts[next].kind == TextPart::Kind::reference;
  if (text.empty()) {
    const bool is_arn =
        is_reference && parts[next].attribute == "Arn" && ends_name(parts, next + 1);
    return is_arn ? made_here(index, parts[next].text) : std::nullopt;
  }
  constexpr std::string_view of_buckets = ":s3:::";
  const std::size_t found = text.find(of_buckets);
  if (!text.starts_with("arn:") || found == std::string::npos) return std::nullopt;
  const std::string_view rest = std::string_view(text).substr(found + of_buckets.size());
  const std::size_t slash = rest.find('/');
  if (slash != std::string_view::npos || next == parts.size())
    return of_name(rest.substr(0, slash));
  const bool is_name =
      rest.empty() && is_reference && parts[next].attribute.empty() && ends_name(parts, next + 1);
  return is_name ? made_here(index, parts[next].text) : std::nullopt;
}

std::optional<Bucket> bucket_of(const tmpl::Index& index, const Node& value) {
  if (const auto text = meaning::known_text(&value)) return of_name(*text);
  return value.calls(tmpl::Function::ref) ? made_here(index, value.argument().text())
                                          : std::nullopt;
}

bool are_apart(const Bucket& one, const Bucket& other) {
  if (one.resource != nullptr && other.resource != nullptr) return one.resource != other.resource;
  return !one.name.empty() && !other.name.empty() && one.name != other.name;
}

std::string words_for(const Bucket& bucket) {
  return '\'' +
         (bucket.resource == nullptr ? bucket.name : std::string(bucket.resource->logical_id)) +
         '\'';
}

}  // namespace

std::string problem_of_other_bucket(const tmpl::Index& index, const Node& bucket, const Node& arn) {
  const auto own = bucket_of(index, bucket);
  const auto named = own ? named_by(index, arn) : std::nullopt;
  if (!named || !are_apart(*own, *named)) return {};
  return words_for(*named) + " is another bucket than " + words_for(*own) +
         ", whose policy this is";
}

}  // namespace omnitrack::validate
