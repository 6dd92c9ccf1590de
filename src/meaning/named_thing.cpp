#include "meaning/named_thing.hpp"

#include "meaning/known.hpp"
#include "meaning/reference_text.hpp"
#include "meaning/references.hpp"
#include "meaning/text_parts.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Node;
using tmpl::ResourceEntry;

/// The text of a value, with the names of what is not known in it.
std::string text_with_names(const Node& value) {
  std::string text;
  for (const TextPart& part : text_parts(value)) {
    if (part.kind == TextPart::Kind::other) return {};
    if (part.kind == TextPart::Kind::literal) {
      text += part.text;
    } else {
      text.append("${").append(part.text).append(1, '.').append(part.attribute).append(1, '}');
    }
  }
  return text;
}

/// The name at the end of an ARN of a type; empty where the text is none.
std::string_view name_in_arn(std::string_view text, std::string_view form) {
  const std::size_t last = form.rfind("${");
  if (last == std::string_view::npos || !form.ends_with('}')) return {};
  // What stands before the name, from the variable before it, as in `:function:`.
  const std::string_view before = form.substr(0, last);
  const std::size_t begin = before.rfind('}');
  if (begin == std::string_view::npos) return {};
  const std::string_view marker = before.substr(begin + 1);
  const std::size_t at = text.rfind(marker);
  if (marker.size() < 2 || at == std::string_view::npos) return {};
  const std::string_view name = text.substr(at + marker.size());
  // A version or an alias behind the name is another thing.
  return name.find(':') == std::string_view::npos ? name : std::string_view();
}

bool is_arn_of(const schema::Relation& relation) {
  const std::string_view type = relation.type;
  const std::string_view name = type.substr(type.rfind(':') + 1);
  return relation.attribute == "Arn" || relation.attribute == std::string(name) + "Arn";
}

}  // namespace

std::string_view type_of_thing(const ResourceEntry& resource, std::string_view property) {
  if (!resource.type) return {};
  const auto found = resource.type->shape().find(property);
  if (!found) return {};
  for (std::uint32_t i = 0; i < found->relation_count(); ++i) {
    const schema::Relation arn = found->relation(i);
    if (!is_arn_of(arn)) continue;
    for (std::uint32_t j = 0; j < found->relation_count(); ++j) {
      const schema::Relation other = found->relation(j);
      if (other.type == arn.type && !is_arn_of(other)) return arn.type;
    }
  }
  return {};
}

std::optional<std::string> named_thing(const tmpl::Index& index, const ResourceEntry& resource,
                                       std::string_view property, const Node& value) {
  const std::string_view type_name = type_of_thing(resource, property);
  if (type_name.empty()) return std::nullopt;
  const std::string prefix = std::string(type_name) + ' ';
  if (const Name name = sole_name(value); !name.text.empty()) {
    const ResourceEntry* target = index.find_resource(name.text);
    if (target == nullptr || target->type_name != type_name) return std::nullopt;
    const bool is_it = name.attribute.empty() || is_ref_attribute(*target, name.attribute) ||
                       is_own_arn(*target, name.attribute);
    return is_it ? std::optional(prefix + "${" + std::string(name.text) + '}') : std::nullopt;
  }
  if (!value.is_scalar() && !is_text_expression(value)) return std::nullopt;
  const std::string text = text_with_names(value);
  if (text.empty()) return std::nullopt;
  if (!text.starts_with("arn:")) {
    return text.find(':') == std::string::npos ? std::optional(prefix + text) : std::nullopt;
  }
  const auto type = schema::find_type(type_name);
  const std::string_view name = type ? name_in_arn(text, type->arn()) : std::string_view();
  return name.empty() ? std::nullopt : std::optional(prefix + std::string(name));
}

}  // namespace omnitrack::meaning
