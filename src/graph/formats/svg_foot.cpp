#include "graph/formats/svg_foot.hpp"

#include <algorithm>
#include <vector>

#include "graph/formats/edge_meanings.hpp"
#include "graph/formats/fates.hpp"
#include "graph/formats/svg_parts.hpp"
#include "graph/layout/text_width.hpp"

namespace omnitrack::graph {

namespace {

constexpr double font = 11;
constexpr double line_height = 18;
constexpr double baseline = 13;  // from the upper side of a line
constexpr double sample_width = 28;
constexpr double sample_gap = 6;  // between a sample and its meaning
constexpr double entry_gap = 18;  // between entries of the legend
constexpr double text_gap = 8;    // between the legend and the lines
constexpr std::size_t most_lines = 12;

std::string text_at(double x, double y, std::string_view style, std::string_view text) {
  return "<text class=\"" + std::string(style) + "\" x=\"" + pixels(x) + "\" y=\"" + pixels(y) +
         "\" font-size=\"" + pixels(font) + "\">" + shown_in_xml(text) + "</text>\n";
}

// The text in lines that fit; a word that is too long for one is cut in its middle.
std::vector<std::string> wrapped(std::string_view text, double width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string word = fitted(text.substr(0, space), width, font);
    text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    const std::string longer = lines.back().empty() ? word : lines.back() + ' ' + word;
    if (text_width(longer, font) <= width) {
      lines.back() = longer;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

std::vector<std::string> lines_of(const std::vector<std::string>& told, double width) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < told.size(); ++i) {
    const std::vector<std::string> more = wrapped(told[i], width);
    const bool is_last = i + 1 == told.size();
    // The first is told in any case; a line stays for how many are not.
    if (i > 0 && lines.size() + more.size() + (is_last ? 0 : 1) > most_lines) {
      lines.push_back("… and " + std::to_string(told.size() - i) + " more");
      break;
    }
    lines.insert(lines.end(), more.begin(), more.end());
  }
  return lines;
}

// Samples with their meanings, side by side and in rows.
class Legend {
 public:
  explicit Legend(double width) : width_(width) {}

  // The shape begins at the middle of the left side of its place.
  void add(std::string_view style, std::string_view shape, std::string_view meaning) {
    const double wide = sample_width + sample_gap + text_width(meaning, font);
    if (x_ > 0 && x_ + wide > width_) {
      x_ = 0;
      y_ += line_height;
    }
    text_ += "<g class=\"" + std::string(style) + "\" transform=\"translate(" + pixels(x_) + ' ' +
             pixels(y_ + line_height / 2) + ")\">";
    text_.append(shape).append("</g>\n");
    text_ += text_at(x_ + sample_width + sample_gap, y_ + baseline, "type", meaning);
    x_ += wide + entry_gap;
  }

  [[nodiscard]] bool is_empty() const { return text_.empty(); }
  [[nodiscard]] double height() const { return y_ + line_height; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  double width_;
  double x_ = 0;
  double y_ = 0;
  std::string text_;
};

void add_fates(const View& view, Legend& legend) {
  constexpr std::string_view box =
      R"(<rect x="1" y="-6" width="26" height="12" rx="3" fill="none"/>)";
  for (const FateStyle& each : fate_styles()) {
    if (is_used(each, view)) legend.add(each.name, box, each.meaning);
  }
}

void add_edges(const View& view, Legend& legend) {
  for (const EdgeMeaning& each : edge_meanings(view)) {
    const std::string kind(name_of(each.kind));
    std::string line = "<line class=\"edge " + kind;
    line.append(each.is_perhaps ? " perhaps" : "").append(R"(" x1="0" y1="0" x2=")");
    line.append(pixels(sample_width)).append(R"(" y2="0" marker-end="url(#arrow-)");
    line.append(kind).append(")\"/>");
    legend.add("sample", line, each.words);
  }
}

}  // namespace

SvgFoot svg_foot(const View& view, double width) {
  Legend legend(width);
  add_fates(view, legend);
  add_edges(view, legend);
  std::vector<std::string> told = view.undecided;
  told.insert(told.end(), view.told.begin(), view.told.end());
  if (legend.is_empty() && told.empty()) return {};
  SvgFoot foot{.text = legend.text(), .height = legend.is_empty() ? 0 : legend.height()};
  if (!told.empty() && !legend.is_empty()) foot.height += text_gap;
  for (const std::string& each : lines_of(told, width)) {
    foot.text += text_at(0, foot.height + baseline, "told", each);
    foot.height += line_height;
  }
  return foot;
}

}  // namespace omnitrack::graph
