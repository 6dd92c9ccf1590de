#include "graph/layout/title_places.hpp"

#include <algorithm>

#include "graph/layout/curves.hpp"
#include "graph/layout/sizes.hpp"
#include "graph/layout/text_width.hpp"

namespace omnitrack::graph {

namespace {

constexpr double title_step = 12;  // by which a title is moved
constexpr double title_slack = 3;  // that stays free around it

// The points ascend by their heights.
bool is_crossed(const Rect& title, const std::vector<Point>& points) {
  const auto first = std::ranges::upper_bound(points, title.y, {}, &Point::y);
  const auto last = std::ranges::lower_bound(points, title.bottom(), {}, &Point::y);
  return std::any_of(first, std::max(first, last), [&](Point at) {
    return at.x > title.x - title_slack && at.x < title.right() + title_slack;
  });
}

}  // namespace

Rect title_place(const ViewBox& box) {
  const double title = bold_text_width(box.title, sizes::title_font);
  const double note = text_width(box.note, sizes::note_font);
  const bool is_beside = box.kind == BoxKind::vpc && !box.note.empty();
  const double width = is_beside ? title + sizes::beside_title + note : std::max(title, note);
  const bool is_below = !box.note.empty() && !is_beside;
  return {box.place.x + (box.kind == BoxKind::subnet ? sizes::subnet_inset : sizes::padding) +
              box.title_shift,
          box.place.y + 4, std::min(width, box.place.width - 2 * sizes::padding),
          sizes::title_height - 6 + (is_below ? sizes::note_height : 0)};
}

void place_titles(View& view) {
  std::vector<Point> points;
  for (const ViewEdge& each : view.edges) add_points_of(each.points, points);
  std::ranges::sort(points, {}, &Point::y);
  for (ViewBox& box : view.boxes) {
    const Rect first = title_place(box);
    const double last = box.place.right() - sizes::padding - first.width;
    for (Rect title = first; title.x <= last; title.x += title_step) {
      if (is_crossed(title, points)) continue;
      box.title_shift = title.x - first.x;
      break;
    }
  }
}

}  // namespace omnitrack::graph
