#include "fix/unused.hpp"

#include <utility>
#include <vector>

#include "fix/locate.hpp"
#include "fix/removal.hpp"

namespace omnitrack::fix {

namespace {

// What is the last in its list or map goes with that.
std::optional<Edit> removal_with_empty(const tmpl::Document& document, std::vector<Step> steps) {
  while (steps.size() > 1 && steps.back().in->count == 1) steps.pop_back();
  return removal(document.source(), *steps.back().in, steps.back().place);
}

}  // namespace

std::optional<Fix> removed_member(const tmpl::Document& document,
                                  const validate::Finding& finding) {
  const std::vector<Step> steps = steps_to(document.root(), finding.begin, finding.end);
  if (steps.size() != 2 || !steps.back().in->is(tmpl::Kind::map)) return std::nullopt;
  const std::string name(steps.back().in->members()[steps.back().place].key());
  std::optional<Edit> edit = removal_with_empty(document, steps);
  if (!edit) return std::nullopt;
  return Fix{std::move(*edit), '\'' + name + "' goes, as nothing uses it"};
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-interface.html
std::optional<Fix> removed_from_interface(const tmpl::Document& document,
                                          const validate::Finding& finding) {
  std::vector<Step> steps = steps_to(document.root(), finding.begin, finding.end);
  // Metadata, its interface, groups, the group, its parameters, the parameter; or labels, a label.
  constexpr std::size_t to_item = 6;
  constexpr std::size_t to_group = 4;
  constexpr std::size_t to_label = 4;
  if (steps.size() != to_item && steps.size() != to_label) return std::nullopt;
  if (steps.size() == to_item && steps.back().in->count == 1) steps.resize(to_group);
  std::optional<Edit> edit = removal_with_empty(document, std::move(steps));
  if (!edit) return std::nullopt;
  return Fix{std::move(*edit), "the interface loses a parameter that is gone"};
}

}  // namespace omnitrack::fix
