#include "support/edit_distance.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "support/letters.hpp"
#include "support/name_hint.hpp"

namespace omnitrack::support {

namespace {

constexpr std::string_view hint_begin = "did you mean '";
// Nobody mistypes a longer name.
constexpr std::size_t longest_name = 1'000;

std::span<const std::string_view> looked_at(std::span<const std::string_view> candidates) {
  return candidates.first(std::min(candidates.size(), most_candidates));
}

// What no more edits lead to than this; where more do, any larger number.
std::size_t edits_up_to(std::size_t most, std::string_view a, std::string_view b) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > most || std::max(a.size(), b.size()) > longest_name) return most + 1;
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
    // A swap goes on from the row before the last.
    if (std::min(std::ranges::min(row), std::ranges::min(above)) > most) return most + 1;
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

std::size_t edits_between(std::string_view a, std::string_view b) {
  return edits_up_to(longest_name, a, b);
}

std::string_view nearest(std::string_view wrong, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(2, wrong.size() / 3) + 1;
  for (const std::string_view candidate : looked_at(candidates)) {
    const std::size_t d = edits_up_to(best_distance - 1, wrong, candidate);
    if (d < best_distance) {
      best = candidate;
      best_distance = d;
    }
    if (d == 0) break;
  }
  return best;
}

std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> candidates) {
  const std::string_view near = nearest(wrong, candidates);
  if (near.empty()) return {};
  std::string hint(hint_begin);
  hint.append(near).append("'");
  const std::size_t edits = edits_between(wrong, near);
  const auto all = looked_at(candidates);
  const auto other = std::ranges::find_if(all, [&](std::string_view each) {
    return each != near && edits_up_to(edits, wrong, each) == edits;
  });
  if (other != all.end()) hint.append(" or '").append(*other).append("'");
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
