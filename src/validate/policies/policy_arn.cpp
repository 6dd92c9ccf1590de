#include "validate/policies/policy_arn.hpp"

#include "meaning/known.hpp"

namespace omnitrack::validate {

using meaning::known_text;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Node;

namespace {

bool is_bucket(const tmpl::Index& index, std::string_view logical_id) {
  const tmpl::ResourceEntry* resource = index.find_resource(logical_id);
  return resource != nullptr && resource->type_name == "AWS::S3::Bucket";
}

/// What Ref and `${…}` give, as far as it is known; of a bucket its name.
std::string outline_of_name(const tmpl::Index& index, std::string_view name) {
  if (name == "AWS::Partition") return "aws";
  if (name == "AWS::Region") return "region";
  if (name == "AWS::AccountId") return "account";
  if (is_bucket(index, name)) return {bucket_name};
  const std::size_t dot = name.find('.');
  if (dot != std::string_view::npos && name.substr(dot) == ".Arn" &&
      is_bucket(index, name.substr(0, dot))) {
    return std::string("arn:aws:s3:::") + bucket_name;
  }
  return {unknown_part};
}

std::string outline_of_sub(const tmpl::Index& index, std::string_view text) {
  std::string outline;
  while (!text.empty()) {
    const std::size_t begin = text.find("${");
    outline += text.substr(0, begin);
    if (begin == std::string_view::npos) break;
    const std::size_t end = text.find('}', begin);
    if (end == std::string_view::npos) break;
    const std::string_view name = text.substr(begin + 2, end - begin - 2);
    outline += outline_of_name(index, name);
    text.remove_prefix(end + 1);
  }
  return outline;
}

}  // namespace

std::string arn_outline(const tmpl::Index& index, const Node& value) {
  if (const auto text = known_text(&value)) {
    return text->find("${") == std::string_view::npos ? std::string(*text)
                                                      : outline_of_sub(index, *text);
  }
  if (!value.is_call()) return {unknown_part};
  const Node& argument = value.argument();
  switch (value.function) {
    case Function::ref:
      return outline_of_name(index, argument.text());
    case Function::get_att: {
      const auto items = argument.items();
      if (items.size() == 2) {
        return outline_of_name(index,
                               std::string(items[0].text()) + "." + std::string(items[1].text()));
      }
      return outline_of_name(index, argument.text());
    }
    case Function::sub:
      // With variables of its own a name may be any of them.
      return argument.is(Kind::string) ? outline_of_sub(index, argument.text())
                                       : std::string{unknown_part};
    case Function::join: {
      const auto items = argument.items();
      if (items.size() != 2 || !items[0].is_scalar() || !items[1].is(Kind::list)) break;
      std::string outline;
      for (const Node& part : items[1].items()) {
        if (&part != items[1].items().data()) outline += items[0].text();
        outline += arn_outline(index, part);
      }
      return outline;
    }
    default:
      break;
  }
  return {unknown_part};
}

S3Target s3_target(std::string_view outline) {
  // The partition may be unknown; a bucket's ARN has neither region nor account.
  const std::size_t service = outline.find(":s3:::");
  if (!outline.starts_with("arn:") || service == std::string_view::npos) return S3Target::unknown;
  const std::string_view name = outline.substr(service + std::string_view(":s3:::").size());
  if (name.find('/') != std::string_view::npos) return S3Target::objects;
  const std::string_view wild{"*?\x01"};
  return name.find_first_of(wild) == std::string_view::npos ? S3Target::buckets : S3Target::unknown;
}

}  // namespace omnitrack::validate
