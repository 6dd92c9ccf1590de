#include "fix/shared_parts.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace omnitrack::fix {

SharedParts::SharedParts(const tmpl::Template& source) {
  const std::string_view text = source.text();
  const bool may_share = source.format() == tmpl::Format::yaml &&
                         text.find('&') != std::string_view::npos &&
                         text.find('*') != std::string_view::npos;
  if (!may_share) return;
  add(source.root());
  // Apart from each other and in order.
  std::ranges::sort(spans_, {}, &Span::begin);
  std::vector<Span> apart;
  for (const Span& each : spans_) {
    if (apart.empty() || apart.back().end < each.begin) {
      apart.push_back(each);
    } else {
      apart.back().end = std::max(apart.back().end, each.end);
    }
  }
  spans_ = std::move(apart);
}

bool SharedParts::overlap(const Edit& edit) const {
  const auto after = std::ranges::lower_bound(spans_, edit.end, {}, &Span::begin);
  return after != spans_.begin() && edit.begin < (after - 1)->end;
}

void SharedParts::add(const tmpl::Node& node) {
  if (node.is(tmpl::Kind::null)) return;
  if (!values_.emplace(node.begin, node.kind).second) {
    spans_.push_back({node.begin, node.end});
    return;
  }
  for (const tmpl::Node& each : node.items()) add(each);
  for (const tmpl::Member& each : node.members()) {
    if (keys_.insert(each.key_begin).second) {
      add(each.value);
    } else {
      spans_.push_back({each.key_begin, each.value.end});
    }
  }
}

}  // namespace omnitrack::fix
