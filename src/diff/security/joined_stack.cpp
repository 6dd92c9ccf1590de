#include "diff/security/joined_stack.hpp"

#include "diff/security/joined_template.hpp"

namespace omnitrack::diff {

namespace {

using WrittenSide = const tmpl::Index* (StackDiff::*)() const;

/// The joined template of one side; nothing where the stack is not there.
void join(std::span<const StackDiff> diffs, const std::vector<std::size_t>& templates,
          WrittenSide side, std::optional<tmpl::Document>& document) {
  const tmpl::Index* whole = (diffs[templates.front()].*side)();
  if (whole == nullptr) return;
  std::vector<PartTemplate> parts;
  for (const std::size_t each : std::span(templates).subspan(1)) {
    const tmpl::Index* part = (diffs[each].*side)();
    if (part != nullptr) parts.push_back({.id = diffs[each].part_id(), .index = part});
  }
  document.emplace(whole->source().file(), joined_template(*whole, parts));
}

}  // namespace

JoinedStack::JoinedStack(std::span<const StackDiff> diffs, std::size_t whole,
                         std::span<const std::size_t> parts)
    : diffs_(diffs), templates_{whole} {
  templates_.insert(templates_.end(), parts.begin(), parts.end());
  if (!has_parts()) return;
  join(diffs, templates_, &StackDiff::written_before, before_);
  join(diffs, templates_, &StackDiff::written_after, after_);
  joined_ = compare({.name = diffs[whole].name,
                     .before = before_ ? &before_->index() : nullptr,
                     .after = after_ ? &after_->index() : nullptr,
                     .surroundings = diffs[whole].surroundings});
}

JoinedStack::Home JoinedStack::home_of(std::string_view logical_id) const {
  for (const auto side : {&StackDiff::after, &StackDiff::before}) {
    for (const std::size_t each : templates_) {
      const tmpl::Index* index = diffs_[each].*side;
      const tmpl::ResourceEntry* found =
          index == nullptr ? nullptr : index->find_resource(logical_id);
      if (found != nullptr) return {each, found};
    }
  }
  return {};
}

}  // namespace omnitrack::diff
