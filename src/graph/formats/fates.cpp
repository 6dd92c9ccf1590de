#include "graph/formats/fates.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::graph {

namespace {

using Action = Fate::Action;

template <Action action>
bool has(const Fate& fate) {
  return fate.action == action;
}

constexpr std::array styles{
    FateStyle{"added", "+", "added", "+ added", "#e9f7ee", "#1a7f37", has<Action::added>},
    FateStyle{"changed", "~", "changed", "~ changed in place", "#fdf5e2", "#8a5a00",
              has<Action::changed>},
    FateStyle{"replaced", "±", "replaced", "± replaced", "#f4eefe", "#8250df",
              has<Action::replaced>},
    FateStyle{"removed", "−", "removed", "− removed", "#fdecea", "#b42318", has<Action::removed>},
    FateStyle{"opened", "", "opened", "opened to more", "#fef1e6", "#b54708",
              [](const Fate& fate) { return fate.is_opened; }},
    FateStyle{"lost", "!", "lost", "data is lost", "#fdecea", "#b42318",
              [](const Fate& fate) { return fate.is_lost; }},
};

constexpr std::size_t actions = 4;

}  // namespace

std::span<const FateStyle> fate_styles() { return styles; }

bool is_used(const FateStyle& style, const View& view) {
  const auto fares_so = [&](const auto& each) { return style.is(each.fate); };
  return std::ranges::any_of(view.nodes, fares_so) || std::ranges::any_of(view.boxes, fares_so);
}

const FateStyle* style_of(const Fate& fate) {
  const FateStyle* found = nullptr;
  for (const FateStyle& each : styles) {
    if (each.is(fate)) found = &each;
  }
  return found;
}

std::string classes_of(const Fate& fate) {
  std::string classes;
  for (const FateStyle& each : styles) {
    if (each.is(fate)) classes.append(" ").append(each.name);
  }
  return classes;
}

std::string mark_of(const Fate& fate) {
  std::string mark;
  for (std::size_t i = 0; i < styles.size(); ++i) {
    if (!styles[i].is(fate)) continue;
    if (i < actions) {
      mark += styles[i].mark;
    } else {
      mark.append(" ").append(styles[i].word);
    }
  }
  return mark;
}

std::string label_of(const Fate& fate) {
  std::string label;
  for (const FateStyle& each : styles) {
    if (!each.is(fate)) continue;
    label.append(label.empty() ? ": " : ", ").append(each.mark);
    label.append(each.mark.empty() ? "" : " ").append(each.word);
  }
  return label;
}

}  // namespace omnitrack::graph
