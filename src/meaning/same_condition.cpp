#include "meaning/same_condition.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "meaning/canonical.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Function;
using tmpl::Index;
using tmpl::Node;

constexpr int deepest = 16;
/// Conditions that are made of more comparisons than this are not told alike: each layer of them
/// may take all of the layer below.
constexpr int most_calls = 200;

/// A text that is alike for conditions that hold alike; empty where that is not told.
class ConditionText {
 public:
  explicit ConditionText(const Index& index) : index_(index) {}

  [[nodiscard]] std::string of_name(std::string_view name, int depth) {
    const tmpl::Member* found = index_.find_condition(name);
    return found == nullptr || depth == deepest ? std::string() : of(found->value, depth + 1);
  }

 private:
  [[nodiscard]] std::string of(const Node& value, int depth) {
    if (++calls_ > most_calls) return {};
    switch (value.function) {
      case Function::condition:
        return of_name(value.argument().text(), depth);
      case Function::not_:
        return negated(value, depth);
      case Function::and_:
      case Function::or_:
        return joined(value, [&](const Node& each) { return of(each, depth + 1); });
      case Function::equals:
        return joined(value, [](const Node& each) { return canonical_text(each, {}); });
      default:
        return {};
    }
  }

  [[nodiscard]] std::string negated(const Node& value, int depth) {
    const auto items = value.argument().items();
    if (items.size() != 1 || depth == deepest) return {};
    const std::string inner = of(items[0], depth + 1);
    if (inner.empty()) return {};
    return inner.starts_with('!') ? inner.substr(1) : '!' + inner;
  }

  /// The order of what is compared or joined says nothing.
  template <class TextOf>
  static std::string joined(const Node& value, const TextOf& text_of) {
    std::vector<std::string> texts;
    for (const Node& each : value.argument().items()) {
      texts.push_back(text_of(each));
      if (texts.back().empty()) return {};
    }
    std::ranges::sort(texts);
    std::string all(tmpl::name_of(value.function));
    all += '(';
    for (const std::string& each : texts) all.append(each).append(1, ',');
    return all + ')';
  }

  const Index& index_;
  int calls_ = 0;
};

}  // namespace

std::string condition_text(const Index& index, std::string_view name) {
  return ConditionText(index).of_name(name, 0);
}

bool same_condition(const Index& old_index, std::string_view old_name, const Index& new_index,
                    std::string_view new_name) {
  const std::string before = condition_text(old_index, old_name);
  return !before.empty() && before == condition_text(new_index, new_name);
}

bool opposite_condition(const Index& old_index, std::string_view old_name, const Index& new_index,
                        std::string_view new_name) {
  const std::string before = condition_text(old_index, old_name);
  const std::string after = condition_text(new_index, new_name);
  return !before.empty() && !after.empty() && (before == '!' + after || '!' + before == after);
}

}  // namespace omnitrack::meaning
