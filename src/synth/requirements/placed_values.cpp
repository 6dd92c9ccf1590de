#include "synth/requirements/placed_values.hpp"

#include <charconv>

#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "support/json_pointer.hpp"

namespace omnitrack::synth {

namespace {

using tmpl::Kind;
using tmpl::Node;

// The item that a step names; null where there is none.
const Node* item_at(const Node& list, std::string_view step) {
  std::size_t index = 0;
  const auto [rest, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  const bool is_index = error == std::errc() && rest == step.data() + step.size();
  return is_index && index < list.items().size() ? &list.items()[index] : nullptr;
}

class Walk {
 public:
  explicit Walk(std::vector<PlacedValue>& found) : found_(found) {}

  // `way` begins with a slash, or is empty at the end of the pointer.
  void visit(const Node& value, std::string_view way, const std::string& pointer) {
    if (meaning::is_no_value(value)) return found_.push_back({pointer + std::string(way)});
    const auto branches = meaning::branches_of(value);
    if (!branches.empty()) {
      visit(branches[1], way, pointer + "/Fn::If/1");
      visit(branches[2], way, pointer + "/Fn::If/2");
    } else if (way.empty()) {
      found_.push_back({pointer, &value});
    } else if (value.is_call()) {
      found_.push_back({pointer, &value, true});
    } else {
      step_into(value, way, pointer);
    }
  }

 private:
  void step_into(const Node& value, std::string_view way, const std::string& pointer) {
    const std::size_t end = std::min(way.find('/', 1), way.size());
    const std::string step = support::key_of_pointer_step(way.substr(1, end - 1));
    const std::string_view rest = way.substr(end);
    if (step == "*" && value.is(Kind::list) && !value.items().empty()) {
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        visit(value.items()[i], rest, pointer + '/' + std::to_string(i));
      }
      return;
    }
    const Node* below = value.is(Kind::list) ? item_at(value, step) : value.find(step);
    if (below != nullptr) {
      visit(*below, rest, pointer + std::string(way.substr(0, end)));
    } else {
      const bool may_be_there = meaning::may_have_more(value);
      found_.push_back({pointer + std::string(way), may_be_there ? &value : nullptr, may_be_there});
    }
  }

  std::vector<PlacedValue>& found_;
};

}  // namespace

std::vector<PlacedValue> values_at(const Node& root, std::string_view pointer) {
  std::vector<PlacedValue> found;
  Walk(found).visit(root, pointer, {});
  return found;
}

}  // namespace omnitrack::synth
