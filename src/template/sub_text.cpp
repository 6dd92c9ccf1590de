#include "template/sub_text.hpp"

#include <algorithm>

#include "support/trimmed.hpp"

namespace omnitrack::tmpl {

namespace {}  // namespace

std::optional<SubVariable> SubVariables::next() {
  for (;;) {
    const std::size_t begin = text_.find("${", at_);
    if (begin == std::string_view::npos) return std::nullopt;
    at_ = begin + 2;
    const std::uint32_t ordinal = ordinal_++;
    if (at_ < text_.size() && text_[at_] == '!') continue;
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != '}' && text_[end] != '\n') ++end;
    // None of those that begin before there is closed either.
    if (end == text_.size()) return std::nullopt;
    if (text_[end] == '\n') {
      skip_to(end);
      continue;
    }
    return SubVariable{.name = support::trimmed(text_.substr(at_, end - at_), " \t"),
                       .ordinal = ordinal,
                       .begin = begin,
                       .end = end + 1};
  }
}

void SubVariables::skip_to(std::size_t end) {
  const std::string_view before = text_.substr(0, end);
  for (std::size_t at = before.find("${", at_); at != std::string_view::npos;
       at = before.find("${", at + 2)) {
    ++ordinal_;
  }
  at_ = end;
}

SubValues::SubValues(const Node* map) {
  constexpr std::size_t most_searched = 8;
  if (map != nullptr) members_ = map->members();
  if (members_.size() <= most_searched) return;
  for (const Member& each : members_) by_name_.push_back(&each);
  std::ranges::stable_sort(by_name_, {}, [](const Member* each) { return each->key(); });
}

const Member* SubValues::find(std::string_view name) const {
  if (by_name_.empty()) {
    const auto found = std::ranges::find(members_, name, &Member::key);
    return found == members_.end() ? nullptr : &*found;
  }
  const auto found =
      std::ranges::lower_bound(by_name_, name, {}, [](const Member* each) { return each->key(); });
  return found == by_name_.end() || (*found)->key() != name ? nullptr : *found;
}

WrittenVariables::WrittenVariables(const Template& source, const Node& text)
    : written_(source.text().substr(0, text.end)), first_(text.begin), at_(text.begin) {}

std::uint32_t WrittenVariables::begin_of(std::uint32_t ordinal) {
  if (ordinal < next_ordinal_) {
    at_ = first_;
    next_ordinal_ = 0;
  }
  for (;;) {
    const std::size_t found = written_.find("${", at_);
    if (found == std::string_view::npos) return static_cast<std::uint32_t>(first_);
    at_ = found + 2;
    if (next_ordinal_++ == ordinal) return static_cast<std::uint32_t>(found);
  }
}

}  // namespace omnitrack::tmpl
