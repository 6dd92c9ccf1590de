#include "meaning/allowed_values.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "meaning/text_parts.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Function;
using tmpl::Index;
using tmpl::Node;
using GivenValues = std::map<std::string_view, std::string_view>;

// More combinations of values than these are not tried.
constexpr std::size_t most_combinations = 64;

/// The text that a value gives where parameters have some values.
std::optional<std::string> text_with(const Index& index, const Node& value,
                                     const GivenValues& values);

std::optional<std::string> cell_with(const Index& index, const Node& call,
                                     const GivenValues& values) {
  const auto keys = call.argument().items();
  if (keys.size() != 3) return std::nullopt;
  const tmpl::Member* mapping = index.find_mapping(keys[0].text());
  const auto row = text_with(index, keys[1], values);
  const auto column = text_with(index, keys[2], values);
  if (mapping == nullptr || !row || !column) return std::nullopt;
  const Node* cells = mapping->value.find(*row);
  const auto text = known_text(cells == nullptr ? nullptr : cells->find(*column));
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

std::optional<std::string> text_with(const Index& index, const Node& value,
                                     const GivenValues& values) {
  if (value.calls(Function::find_in_map)) return cell_with(index, value, values);
  if (!value.is_scalar() && !is_text_expression(value)) return std::nullopt;
  std::string text;
  for (const TextPart& part : text_parts(value)) {
    if (part.kind == TextPart::Kind::literal) {
      text += part.text;
    } else if (part.kind == TextPart::Kind::other) {
      const auto inner = text_with(index, *part.value, values);
      if (!inner) return std::nullopt;
      text += *inner;
    } else {
      const auto found = values.find(part.text);
      if (found == values.end() || !part.attribute.empty()) return std::nullopt;
      text += found->second;
    }
  }
  return is_dynamic(text) ? std::nullopt : std::optional(text);
}

/// The values that are tried of each parameter.
struct TriedValues {
  std::map<std::string_view, std::vector<std::string_view>> of;
  bool are_all = true;  ///< whether there are no others
};

/// The values to try of the parameters that a value names.
void add_parameters(const Index& index, const Node& value, TriedValues& tried) {
  for_each_name_in(value, [&](const Name& name) {
    const auto* parameter = name.of == Name::Of::entry ? index.find_parameter(name.text) : nullptr;
    if (parameter == nullptr || tried.of.contains(parameter->name)) return;
    const Node* list = parameter->member->value.find("AllowedValues");
    const Node* otherwise = parameter->member->value.find("Default");
    if (list != nullptr && !list->items().empty()) {
      auto& values = tried.of[parameter->name];
      for (const Node& each : list->items()) values.push_back(each.text());
    } else if (otherwise != nullptr && otherwise->is_scalar() && parameter->type_name == "String") {
      tried.of[parameter->name] = {otherwise->text()};
      tried.are_all = false;
    }
  });
}

}  // namespace

Sameness sameness_by_parameters(const Index& old_index, const Node& before, const Index& new_index,
                                const Node& after) {
  TriedValues tried;
  add_parameters(new_index, after, tried);
  add_parameters(new_index, before, tried);
  add_parameters(old_index, before, tried);
  const auto& allowed = tried.of;
  std::size_t combinations = allowed.empty() ? 0 : 1;
  for (const auto& [name, values] : allowed) {
    combinations *= values.size();
    if (combinations > most_combinations) return Sameness::unknown;
  }
  std::size_t same = 0;
  for (std::size_t number = 0; number < combinations; ++number) {
    GivenValues values;
    std::size_t rest = number;
    for (const auto& [name, all] : allowed) {
      values.emplace(name, all[rest % all.size()]);
      rest /= all.size();
    }
    const auto was = text_with(old_index, before, values);
    const auto is = text_with(new_index, after, values);
    if (!was || !is) return Sameness::unknown;
    if (*was == *is) ++same;
  }
  if (combinations == 0) return Sameness::unknown;
  if (!tried.are_all) return same == 0 ? Sameness::unknown : Sameness::by_default;
  return same == combinations ? Sameness::always
         : same == 0          ? Sameness::never
                              : Sameness::sometimes;
}

}  // namespace omnitrack::meaning
