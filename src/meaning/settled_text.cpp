#include "meaning/settled_text.hpp"

#include <algorithm>

#include "meaning/known.hpp"
#include "meaning/mappings.hpp"
#include "template/write_json.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

std::optional<std::string> settled_scalar(const Node* scalar) {
  const auto text = known_text(scalar);
  if (!text) return std::nullopt;
  return std::string(*text);
}

/// What a look-up gives where both keys are literal; its default where a key is not there.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap-enhancements.html
const Node* found_in_map(const tmpl::Index& index, const Node& call) {
  if (const Node* value = looked_up(index, call)) return value;
  const auto items = call.argument().items();
  const LookUp found = look_up(index, call.argument());
  const bool is_absent = found.mapping != nullptr && found.first && found.second &&
                         found.value == nullptr && !may_have_more(found.mapping->value) &&
                         (found.row == nullptr || !may_have_more(*found.row));
  return is_absent && items.size() == 4 ? items[3].find("DefaultValue") : nullptr;
}

bool may_vanish(const Node& item) {
  return item.calls(Function::if_) || item.calls(Function::unknown) ||
         item.calls(Function::transform) || item.calls(Function::for_each) || is_no_value(item);
}

std::optional<std::string> settled_length(const tmpl::Index& index, const Node& list) {
  const Node* counted = list.calls(Function::find_in_map) ? found_in_map(index, list) : &list;
  if (counted == nullptr || !counted->is(Kind::list)) return std::nullopt;
  if (std::ranges::any_of(counted->items(), may_vanish)) return std::nullopt;
  return std::to_string(counted->count);
}

/// Whether all that a value has in it are literal texts, which are the same as JSON.
bool has_texts_only(const Node& value) {
  if (value.is_call() || may_have_more(value)) return false;
  if (value.is_scalar()) return value.is(Kind::string) && !is_dynamic(value);
  const auto has_them = [](const Node& each) { return has_texts_only(each); };
  return std::ranges::all_of(value.items(), has_them) &&
         std::ranges::all_of(value.members(), has_them, &Member::value);
}

}  // namespace

std::optional<std::string> settled_text(const tmpl::Index& index, const Node& value) {
  switch (value.function) {
    case Function::find_in_map:
      return settled_scalar(found_in_map(index, value));
    case Function::length:
      return settled_length(index, value.argument());
    case Function::to_json_string:
      if (!has_texts_only(value.argument())) return std::nullopt;
      return tmpl::json_of(value.argument());
    default:
      return settled_scalar(&value);
  }
}

}  // namespace omnitrack::meaning
