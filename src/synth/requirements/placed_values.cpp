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
  void visit(const Node& value, std::string_view way) {
    if (meaning::is_no_value(value)) return add_absent(way);
    const auto branches = meaning::branches_of(value);
    if (!branches.empty()) {
      visit_below(branches[1], "/Fn::If/1", way);
      visit_below(branches[2], "/Fn::If/2", way);
    } else if (way.empty()) {
      found_.push_back({pointer_, &value});
    } else if (value.is_call()) {
      found_.push_back({pointer_, &value, true});
    } else {
      step_into(value, way);
    }
  }

 private:
  void visit_below(const Node& value, std::string_view taken, std::string_view way) {
    const std::size_t size = pointer_.size();
    pointer_ += taken;
    visit(value, way);
    pointer_.resize(size);
  }

  void step_into(const Node& value, std::string_view way) {
    const std::size_t end = std::min(way.find('/', 1), way.size());
    const std::string_view written = way.substr(1, end - 1);
    const std::string_view rest = way.substr(end);
    if (written == "*" && value.is(Kind::list) && !value.items().empty()) {
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        visit_below(value.items()[i], '/' + std::to_string(i), rest);
      }
      return;
    }
    const Node* below = value_at(value, written);
    if (below != nullptr) return visit_below(*below, way.substr(0, end), rest);
    if (!meaning::may_have_more(value)) return add_absent(way);
    found_.push_back({pointer_ + std::string(way), &value, true});
  }

  static const Node* value_at(const Node& value, std::string_view step) {
    return value.is(Kind::list) ? item_at(value, step)
                                : value.find(support::key_of_pointer_step(step));
  }

  void add_absent(std::string_view way) { found_.push_back({pointer_ + std::string(way)}); }

  std::vector<PlacedValue>& found_;
  std::string pointer_;  // to where the walk is
};

}  // namespace

std::vector<PlacedValue> values_at(const Node& root, std::string_view pointer) {
  std::vector<PlacedValue> found;
  Walk(found).visit(root, pointer);
  return found;
}

}  // namespace omnitrack::synth
