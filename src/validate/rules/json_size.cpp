#include "validate/rules/json_size.hpp"

#include "meaning/known.hpp"
#include "support/buffer.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::validate {

namespace {

/// Whether a value was written, which it is not where a call stands in it.
bool write(support::JsonWriter& json, const tmpl::Node& value) {
  if (value.is_call()) return false;
  bool is_whole = true;
  switch (value.kind) {
    case tmpl::Kind::list:
      json.begin_list();
      for (const tmpl::Node& item : value.items()) {
        json.begin_item();
        is_whole = is_whole && write(json, item);
      }
      json.end_list();
      return is_whole;
    case tmpl::Kind::map:
      if (meaning::may_have_more(value)) return false;
      json.begin_object();
      for (const tmpl::Member& member : value.members()) {
        json.any_key(member.key());
        is_whole = is_whole && write(json, member.value);
      }
      json.end_object();
      return is_whole;
    case tmpl::Kind::string:
      json.any_string(value.text());
      return true;
    default:
      json.word(value.text());
      return true;
  }
}

}  // namespace

std::optional<std::size_t> json_size(const tmpl::Node& value) {
  if (value.is(tmpl::Kind::string)) return value.text().size();
  support::Buffer out;
  support::JsonWriter json(out, support::JsonLayout::compact);
  if (!write(json, value)) return std::nullopt;
  return out.view().size();
}

}  // namespace omnitrack::validate
