#include "support/line_diff.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace omnitrack::support {

namespace {

using Lines = std::vector<std::string_view>;

// A run of lines that is replaced: [old_begin, old_end) by [new_begin, new_end).
struct Change {
  std::size_t old_begin;
  std::size_t old_end;
  std::size_t new_begin;
  std::size_t new_end;
};

// Each with its line feed, so that a last line without one differs.
Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// The shortest edit script (Myers, "An O(ND) Difference Algorithm", 1986). Texts that have more
// than `max_edits` between them are replaced as a whole: nobody reads on there.
class EditScript {
 public:
  EditScript(std::span<const std::string_view> before, std::span<const std::string_view> after)
      : before_(before), after_(after) {}

  std::vector<Change> changes(std::size_t offset) {
    std::vector<Change> found;
    if (before_.empty() && after_.empty()) return found;
    const std::int64_t edits = search();
    if (edits < 0) {
      found.push_back({offset, offset + before_.size(), offset, offset + after_.size()});
      return found;
    }
    trace_back(edits, static_cast<std::int64_t>(offset), found);
    std::reverse(found.begin(), found.end());
    return found;
  }

 private:
  static constexpr std::int64_t max_edits = 2000;

  // For each number of edits, how far into `before_` each diagonal (before - after) gets.
  std::int64_t search() {
    const auto width = static_cast<std::int64_t>(before_.size());
    const auto height = static_cast<std::int64_t>(after_.size());
    for (std::int64_t d = 0; d <= std::min(width + height, max_edits); ++d) {
      furthest_.emplace_back(static_cast<std::size_t>(2 * d + 1));
      for (std::int64_t k = -d; k <= d; k += 2) {
        std::int64_t x = d == 0 ? 0 : step(d, k);
        while (x < width && x - k < height && is_same(x, x - k)) ++x;
        reached(d, k) = x;
        if (x >= width && x - k >= height) return d;
      }
    }
    return -1;
  }

  [[nodiscard]] bool is_same(std::int64_t x, std::int64_t y) const {
    return before_[static_cast<std::size_t>(x)] == after_[static_cast<std::size_t>(y)];
  }

  std::int64_t& reached(std::int64_t d, std::int64_t k) {
    return furthest_[static_cast<std::size_t>(d)][static_cast<std::size_t>(k + d)];
  }

  // Whether the last edit on the way to diagonal `k` adds a line, rather than removing one.
  bool adds(std::int64_t d, std::int64_t k) {
    return k == -d || (k != d && reached(d - 1, k - 1) < reached(d - 1, k + 1));
  }

  // Where the last edit leads to, before the same lines that follow it.
  std::int64_t step(std::int64_t d, std::int64_t k) {
    return adds(d, k) ? reached(d - 1, k + 1) : reached(d - 1, k - 1) + 1;
  }

  void trace_back(std::int64_t d, std::int64_t offset, std::vector<Change>& found) {
    std::int64_t k =
        static_cast<std::int64_t>(before_.size()) - static_cast<std::int64_t>(after_.size());
    for (; d > 0; --d) {
      const bool is_added = adds(d, k);
      const std::int64_t x = step(d, k);
      const auto end_x = static_cast<std::size_t>(offset + x);
      const auto end_y = static_cast<std::size_t>(offset + x - k);
      const Change edit{is_added ? end_x : end_x - 1, end_x, is_added ? end_y - 1 : end_y, end_y};
      const bool touches = !found.empty() && found.back().old_begin == edit.old_end &&
                           found.back().new_begin == edit.new_end;
      if (touches) {
        found.back().old_begin = edit.old_begin;
        found.back().new_begin = edit.new_begin;
      } else {
        found.push_back(edit);
      }
      k += is_added ? 1 : -1;
    }
  }

  std::span<const std::string_view> before_;
  std::span<const std::string_view> after_;
  std::vector<std::vector<std::int64_t>> furthest_;
};

std::vector<Change> find_changes(const Lines& before, const Lines& after) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
    ++tail;
  }
  const std::span all_before(before);
  const std::span all_after(after);
  return EditScript(all_before.subspan(head, before.size() - head - tail),
                    all_after.subspan(head, after.size() - head - tail))
      .changes(head);
}

class Writer {
 public:
  Writer(const Lines& before, const Lines& after) : before_(before), after_(after) {}

  std::string text;

  // Changes nearer to each other than their contexts share a hunk.
  void hunks(std::span<const Change> changes) {
    std::size_t first = 0;
    for (std::size_t i = 1; i <= changes.size(); ++i) {
      const bool ends =
          i == changes.size() || changes[i].old_begin - changes[i - 1].old_end > 2 * context;
      if (!ends) continue;
      hunk(changes.subspan(first, i - first));
      first = i;
    }
  }

 private:
  static constexpr std::size_t context = 3;

  void hunk(std::span<const Change> changes) {
    const std::size_t lead = std::min(context, changes.front().old_begin);
    const std::size_t trail = std::min(context, before_.size() - changes.back().old_end);
    const Change all{changes.front().old_begin - lead, changes.back().old_end + trail,
                     changes.front().new_begin - lead, changes.back().new_end + trail};
    text += "@@ -" + range(all.old_begin, all.old_end) + " +" + range(all.new_begin, all.new_end) +
            " @@\n";
    std::size_t at = all.old_begin;
    for (const Change& change : changes) {
      lines(' ', before_, at, change.old_begin);
      lines('-', before_, change.old_begin, change.old_end);
      lines('+', after_, change.new_begin, change.new_end);
      at = change.old_end;
    }
    lines(' ', before_, at, all.old_end);
  }

  // An empty range is named by the line before it.
  static std::string range(std::size_t begin, std::size_t end) {
    return std::to_string(begin == end ? begin : begin + 1) + ',' + std::to_string(end - begin);
  }

  void lines(char sign, const Lines& from, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      text.append(1, sign).append(from[i]);
      if (!from[i].ends_with('\n')) text += "\n\\ No newline at end of file\n";
    }
  }

  const Lines& before_;
  const Lines& after_;
};

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after,
                         const std::string& old_name, const std::string& new_name) {
  if (before == after) return {};
  const Lines old_lines = split(before);
  const Lines new_lines = split(after);
  Writer writer(old_lines, new_lines);
  writer.text = "--- " + old_name + "\n+++ " + new_name + '\n';
  writer.hunks(find_changes(old_lines, new_lines));
  return std::move(writer.text);
}

}  // namespace omnitrack::support
