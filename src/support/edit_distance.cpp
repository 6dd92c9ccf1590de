#include "support/edit_distance.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "support/letters.hpp"
#include "support/name_hint.hpp"

namespace omnitrack::support {

namespace {

constexpr std::string_view hint_begin = "did you mean '";

}  // namespace

std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = to_lower(a[i - 1]) == to_lower(b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && to_lower(a[i - 1]) == to_lower(b[j - 2]) &&
          to_lower(a[i - 2]) == to_lower(b[j - 1])) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

std::string_view nearest(std::string_view wrong, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(2, wrong.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t d = edits_between(wrong, candidate);
    if (d < best_distance) {
      best = candidate;
      best_distance = d;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> candidates) {
  const std::string_view near = nearest(wrong, candidates);
  if (near.empty()) return {};
  std::string hint(hint_begin);
  hint.append(near).append("'");
  const std::size_t edits = edits_between(wrong, near);
  const auto other = std::ranges::find_if(candidates, [&](std::string_view each) {
    return each != near && edits_between(wrong, each) == edits;
  });
  if (other != candidates.end()) hint.append(" or '").append(*other).append("'");
  return hint + '?';
}

std::string_view name_in_hint(std::string_view hint) {
  if (!hint.starts_with(hint_begin)) return {};
  hint.remove_prefix(hint_begin.size());
  const std::size_t end = hint.find('\'');
  return end != std::string_view::npos && hint.substr(end, 2) == "'?" ? hint.substr(0, end)
                                                                      : std::string_view();
}

}  // namespace omnitrack::support
