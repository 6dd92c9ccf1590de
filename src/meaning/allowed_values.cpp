#include "meaning/allowed_values.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "meaning/known.hpp"
#include "meaning/mappings.hpp"
#include "meaning/references.hpp"
#include "meaning/text_parts.hpp"
#include "template/parameter_type.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Function;
using tmpl::Index;
using tmpl::Member;
using tmpl::Node;
using GivenValues = std::map<std::string_view, std::string_view>;

// More combinations of values than these are not tried.
constexpr std::size_t most_combinations = 64;

/// The texts of a template's values where parameters have some values.
class TextsWith {
 public:
  TextsWith(const Index& index, const GivenValues& values) : index_(index), values_(values) {}

  std::optional<std::string> of(const Node& value) {
    if (value.calls(Function::find_in_map)) return cell(value);
    if (!value.is_scalar() && !is_text_expression(value)) return std::nullopt;
    std::string text;
    for (const TextPart& part : text_parts(value)) {
      if (part.kind == TextPart::Kind::literal) {
        text += part.text;
      } else if (part.kind == TextPart::Kind::other) {
        const auto inner = of(*part.value);
        if (!inner) return std::nullopt;
        text += *inner;
      } else {
        const auto found = values_.find(part.text);
        if (found == values_.end() || !part.attribute.empty()) return std::nullopt;
        text += found->second;
      }
    }
    return is_dynamic(text) ? std::nullopt : std::optional(text);
  }

  /// Whether a look-up led nowhere, so that there is no deployment with these values.
  [[nodiscard]] bool is_impossible() const { return is_impossible_; }

 private:
  std::optional<std::string> cell(const Node& call) {
    const auto keys = call.argument().items();
    if (keys.size() != 3) return std::nullopt;
    const Member* mapping = index_.find_mapping(keys[0].text());
    const auto row = of(keys[1]);
    const auto column = of(keys[2]);
    if (mapping == nullptr || !row || !column) return std::nullopt;
    const Node* cells = mapping->value.find(*row);
    const Node* found = cells == nullptr ? nullptr : cells->find(*column);
    is_impossible_ = is_impossible_ || (found == nullptr && !may_have_more(mapping->value));
    const auto text = known_text(found);
    return text ? std::optional<std::string>(*text) : std::nullopt;
  }

  const Index& index_;
  const GivenValues& values_;
  bool is_impossible_ = false;
};

/// Whether a parameter of a type gives the text that it is given: no list, and not what SSM holds.
bool gives_its_text(std::string_view type) {
  return !tmpl::is_kept_by_ssm(type) && !type.starts_with("List<") && type != "CommaDelimitedList";
}

/// The values that are tried of parameters and pseudo parameters.
class TriedValues {
 public:
  void add_all_of(const Index& index, const Node& value) {
    for_each_call(value, [&](const Node& call) {
      if (call.calls(Function::find_in_map)) add_keys(index, call);
    });
    for_each_name_in(value, [&](const Name& name) {
      if (name.of == Name::Of::entry) add_parameter(index, name.text);
    });
  }

  [[nodiscard]] const auto& of() const { return of_; }
  /// Whether any is of a parameter, and no key of a look-up that the deployment alone tells.
  [[nodiscard]] bool has_parameter() const {
    return std::ranges::any_of(of_,
                               [](const auto& each) { return !each.first.starts_with("AWS::"); });
  }
  /// Whether they were not all looked at, as no deployment has so many.
  [[nodiscard]] bool are_too_many() const { return are_too_many_; }
  /// Whether there are no others.
  [[nodiscard]] bool are_all() const { return are_all_; }

 private:
  /// A deployment has one of the keys where a parameter is the key of a look-up.
  void add_keys(const Index& index, const Node& call) {
    const auto keys = call.argument().items();
    if (keys.size() != 3) return;
    const Member* mapping = index.find_mapping(keys[0].text());
    if (mapping == nullptr || may_have_more(mapping->value)) return;
    // More are not deployed.
    if (mapping->value.members().size() > most_mapping_keys) {
      are_too_many_ = true;
      return;
    }
    add_keys(index, keys[1], mapping->value);
    for (const Member& row : mapping->value.members()) add_keys(index, keys[2], row.value);
  }

  void add_keys(const Index& index, const Node& key, const Node& map) {
    if (!key.calls(Function::ref) || allowed_values(index, key) != nullptr) return;
    const std::string_view name = key.argument().text();
    if (index.find_resource(name) != nullptr) return;
    auto& values = of_[name];
    for (const Member& each : map.members()) {
      if (values.size() > most_combinations) return;
      if (std::ranges::find(values, each.key()) == values.end()) values.push_back(each.key());
    }
  }

  void add_parameter(const Index& index, std::string_view name) {
    const auto* parameter = index.find_parameter(name);
    if (parameter == nullptr || of_.contains(parameter->name)) return;
    const Node* list = parameter->member->value.find("AllowedValues");
    const Node* otherwise = parameter->member->value.find("Default");
    if (list != nullptr && !list->items().empty()) {
      auto& values = of_[parameter->name];
      for (const Node& each : list->items()) values.push_back(each.text());
    } else if (otherwise != nullptr && otherwise->is_scalar() &&
               gives_its_text(parameter->type_name)) {
      of_[parameter->name] = {otherwise->text()};
      are_all_ = false;
    }
  }

  std::map<std::string_view, std::vector<std::string_view>> of_;
  bool are_all_ = true;
  bool are_too_many_ = false;
};

TriedValues tried_of(const Index& old_index, const Node& before, const Index& new_index,
                     const Node& after) {
  TriedValues tried;
  tried.add_all_of(new_index, after);
  tried.add_all_of(new_index, before);
  tried.add_all_of(old_index, before);
  return tried;
}

}  // namespace

std::string_view tried_in_words(const Index& old_index, const Node& before, const Index& new_index,
                                const Node& after) {
  const TriedValues tried = tried_of(old_index, before, new_index, after);
  if (tried.has_parameter()) return "the parameters' allowed values";
  return tried.of().contains("AWS::Region") ? "the regions of the mapping"
                                            : "the keys of the mapping";
}

Sameness sameness_by_parameters(const Index& old_index, const Node& before, const Index& new_index,
                                const Node& after) {
  const TriedValues tried = tried_of(old_index, before, new_index, after);
  if (tried.are_too_many()) return Sameness::unknown;
  std::size_t combinations = tried.of().empty() ? 0 : 1;
  for (const auto& [name, values] : tried.of()) {
    combinations *= values.size();
    if (combinations > most_combinations) return Sameness::unknown;
  }
  std::size_t same = 0;
  std::size_t possible = 0;
  for (std::size_t number = 0; number < combinations; ++number) {
    GivenValues values;
    std::size_t rest = number;
    for (const auto& [name, all] : tried.of()) {
      values.emplace(name, all[rest % all.size()]);
      rest /= all.size();
    }
    TextsWith old_texts(old_index, values);
    TextsWith new_texts(new_index, values);
    const auto was = old_texts.of(before);
    const auto is = new_texts.of(after);
    if (old_texts.is_impossible() || new_texts.is_impossible()) continue;
    if (!was || !is) return Sameness::unknown;
    ++possible;
    if (*was == *is) ++same;
  }
  if (possible == 0) return Sameness::unknown;
  if (!tried.are_all()) return same == 0 ? Sameness::unknown : Sameness::by_default;
  return same == possible ? Sameness::always : same == 0 ? Sameness::never : Sameness::sometimes;
}

}  // namespace omnitrack::meaning
