#include "fix/unused.hpp"

#include "fix/locate.hpp"
#include "fix/removal.hpp"

namespace omnitrack::fix {

std::optional<Fix> removed_member(const tmpl::Document& document,
                                  const validate::Finding& finding) {
  std::vector<Step> steps = steps_to(document.root(), finding.begin, finding.end);
  if (steps.size() != 2 || !steps.back().in->is(tmpl::Kind::map)) return std::nullopt;
  const std::string name(steps.back().in->members()[steps.back().place].key());
  if (steps.back().in->count == 1) steps.pop_back();
  std::optional<Edit> edit = removal(document.source(), *steps.back().in, steps.back().place);
  if (!edit) return std::nullopt;
  return Fix{std::move(*edit), '\'' + name + "' goes, as nothing uses it"};
}

}  // namespace omnitrack::fix
