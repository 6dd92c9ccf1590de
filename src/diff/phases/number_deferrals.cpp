#include <charconv>
#include <optional>

#include "diff/phases/deferral.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Node;

class ValueDeferral final : public Deferral {
 public:
  ValueDeferral(std::size_t stack, const ResourceChange& change, std::string_view property,
                std::vector<std::string> values)
      : stack_(stack), after_(*change.after), property_(property), values_(std::move(values)) {}

  [[nodiscard]] std::size_t stack() const override { return stack_; }
  [[nodiscard]] std::size_t length() const override { return values_.size() - 1; }

  void apply(std::size_t step, Editor& editor, Node& root) const override {
    const Node& resource = *root.find("Resources")->find(after_.logical_id);
    const Node properties =
        editor.with(*resource.find("Properties"), property_, editor.text(values_[step]));
    const Node changed = editor.with(resource, "Properties", properties);
    root = editor.with(root, "Resources",
                       editor.with(*root.find("Resources"), after_.logical_id, changed));
  }

  [[nodiscard]] std::string words(std::size_t step) const override {
    return "takes " + std::string(property_) + " of " + std::string(after_.logical_id) + " to " +
           values_[step];
  }

 private:
  std::size_t stack_;
  const tmpl::ResourceEntry& after_;
  std::string_view property_;
  std::vector<std::string> values_;  ///< the last one is the new template's
};

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

// A cluster moves up by one minor version at a time.
// https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
std::vector<std::string> versions_between(std::string_view before, std::string_view after) {
  const std::size_t dot = before.find('.');
  if (dot == std::string_view::npos || before.substr(0, dot) != after.substr(0, dot)) return {};
  if (after.size() <= dot || after[dot] != '.') return {};
  const auto first = number_in(before.substr(dot + 1));
  const auto last = number_in(after.substr(dot + 1));
  if (!first || !last || *last - *first > 100) return {};
  std::vector<std::string> versions;
  for (int minor = *first + 1; minor <= *last; ++minor) {
    versions.push_back(std::string(before.substr(0, dot + 1)) + std::to_string(minor));
  }
  return versions;
}

// One update takes the shards to twice their number at most, or to half of it.
// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html
std::vector<std::string> counts_between(std::string_view before, std::string_view after) {
  const auto first = number_in(before);
  const auto last = number_in(after);
  if (!first || !last || *first < 1 || *last < 1 || *last > 1'000'000) return {};
  std::vector<std::string> counts;
  for (int count = *first; count != *last;) {
    count = *last > count ? std::min(*last, count * 2) : std::max(*last, (count + 1) / 2);
    counts.push_back(std::to_string(count));
  }
  return counts;
}

struct SteppedValue {
  std::string_view type;
  std::string_view property;
  std::vector<std::string> (*between)(std::string_view before, std::string_view after);
};

constexpr SteppedValue stepped_values[] = {
    {"AWS::EKS::Cluster", "Version", versions_between},
    {"AWS::Kinesis::Stream", "ShardCount", counts_between},
};

}  // namespace

void add_number_deferrals(std::span<const StackDiff> diffs, Deferrals& deferrals) {
  for (std::size_t i = 0; i < diffs.size(); ++i) {
    for (const ResourceChange& each : diffs[i].resources) {
      if (each.before == nullptr || each.after == nullptr) continue;
      for (const SteppedValue& value : stepped_values) {
        if (value.type != each.type_name) continue;
        const auto find = [&](const tmpl::ResourceEntry& side) {
          return meaning::known_text(meaning::find_value(side.properties, value.property));
        };
        const auto before = find(*each.before);
        const auto after = find(*each.after);
        if (!before || !after) continue;
        auto values = value.between(*before, *after);
        if (values.size() < 2) continue;
        deferrals.push_back(
            std::make_unique<ValueDeferral>(i, each, value.property, std::move(values)));
      }
    }
  }
}

}  // namespace omnitrack::diff
