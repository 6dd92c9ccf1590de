#include <algorithm>
#include <set>

#include "graph/formats/edge_labels.hpp"
#include "graph/formats/fates.hpp"
#include "graph/formats/formats.hpp"
#include "graph/formats/svg_foot.hpp"
#include "graph/formats/svg_parts.hpp"
#include "graph/layout/sizes.hpp"
#include "graph/layout/text_width.hpp"
#include "graph/model/kinds.hpp"
#include "graph/page/page_parts.hpp"

namespace omnitrack::graph {

namespace {

using sizes::icon;
using sizes::icon_left;
using sizes::kind_font;
using sizes::margin;
using sizes::name_font;
using sizes::node_height;
using sizes::note_font;
using sizes::padding;
using sizes::text_left;
using sizes::text_right;
using sizes::title_font;

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + shown_in_xml(value) + '"';
}

std::string attribute(std::string_view name, double value) {
  return ' ' + std::string(name) + "=\"" + pixels(value) + '"';
}

std::string rect_of(const Rect& place, double radius) {
  return "<rect" + attribute("x", place.x) + attribute("y", place.y) +
         attribute("width", place.width) + attribute("height", place.height) +
         attribute("rx", radius) + "/>";
}

// A line of text that fits into a width; the whole stands in the title of one that was cut. A bold
// one that a wide font would make too long is as long as in the usual ones.
std::string line_of(std::string_view style, std::string_view text, std::string_view whole, Point at,
                    double width, double font) {
  const std::string shown = fitted(text, width, font);
  std::string line = "<text" + attribute("class", style) + attribute("x", at.x) +
                     attribute("y", at.y) + attribute("font-size", font);
  const bool is_bold = style == "title" || style == "name";
  if (is_bold && bold_text_width(shown, font) > width) {
    line += attribute("textLength", std::min(width, usual_bold_width(shown, font))) +
            attribute("lengthAdjust", "spacingAndGlyphs");
  }
  line += '>' + shown_in_xml(shown);
  if (shown != whole) line += "<title>" + shown_in_xml(whole) + "</title>";
  return line + "</text>";
}

// A list of keys, between line ends.
std::string attribute(std::string_view name, const std::vector<std::string>& keys) {
  std::string text;
  for (const std::string& each : keys) {
    text.append(text.empty() ? "" : "&#10;").append(shown_in_xml(each));
  }
  return ' ' + std::string(name) + "=\"" + text + '"';
}

constexpr double mark_font = 11;
constexpr double smallest = 400;  // the width of a picture with little in it

class Drawing {
 public:
  Drawing(const View& view, std::string_view first) : view_(view), first_(first) {}

  // Below the picture, where it stands alone.
  void add_foot() { foot_ = svg_foot(view_, std::max(view_.width, smallest)); }

  std::string draw() {
    const double width = std::max(view_.width, smallest) + 2 * margin;
    const double body = std::max(view_.height, node_height);
    const double foot = foot_.text.empty() ? 0 : margin + foot_.height;
    const double height = body + foot + 2 * margin;
    text_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\"" +
            attribute("data-view", view_.name) + " viewBox=\"0 0 " + pixels(width) + ' ' +
            pixels(height) + '"' + attribute("width", width) + attribute("height", height) +
            " role=\"group\"" + attribute("aria-label", view_.title) + ">\n";
    text_ += first_;
    text_ += "<g transform=\"translate(" + pixels(margin) + ' ' + pixels(margin) + ")\">\n";
    if (view_.nodes.empty() && view_.boxes.empty()) {
      text_ += line_of("title", view_.empty, view_.empty, {0, 20}, width - 2 * margin, title_font);
    }
    text_ += "<g class=\"boxes\">\n";
    for (std::size_t i = 0; i < view_.boxes.size(); ++i) draw_box(i);
    text_ += "</g>\n<g class=\"edges\">\n";
    for (const ViewEdge& each : view_.edges) draw_edge(each);
    for (const EdgeLabel& each : edge_labels(view_)) draw_label(each);
    text_ += "</g>\n<g class=\"nodes\">\n";
    for (const ViewNode& each : view_.nodes) draw_node(each);
    text_ += "</g>\n";
    if (!foot_.text.empty()) {
      text_ += "<g class=\"foot\" transform=\"translate(0 " + pixels(body + margin) + ")\">\n" +
               foot_.text + "</g>\n";
    }
    return std::move(text_) + "</g>\n</svg>\n";
  }

 private:
  [[nodiscard]] std::string inside(std::size_t box) const {
    return box == nowhere ? "" : attribute("data-in", key_of(view_, box));
  }

  [[nodiscard]] std::vector<std::string> keys_across(const ViewNode& node) const {
    std::vector<std::string> keys;
    for (const std::size_t each : node.spans) keys.push_back(key_of(view_, each));
    return keys;
  }

  // A name without what the box around says already: `NatGateway` of `PublicSubnet1NatGateway`.
  [[nodiscard]] std::string_view shown_name(const ViewNode& node) const {
    std::string_view name = node.name;
    if (node.box == nowhere || node.is_fold()) return name;
    const std::string& key = view_.boxes[node.box].key;
    const std::string_view around = std::string_view(key).substr(key.rfind('/') + 1);
    const bool repeats = !key.empty() && name.size() > around.size() && name.starts_with(around) &&
                         name[around.size()] >= 'A' && name[around.size()] <= 'Z';
    return repeats ? name.substr(around.size()) : name;
  }

  void draw_box(std::size_t at) {
    const ViewBox& box = view_.boxes[at];
    std::string style = "box ";
    style += name_of(box.kind);
    if (box.note.starts_with("public")) style += " public";
    text_ += "<g" + attribute("class", style + classes_of(box.fate)) +
             attribute("data-key", key_of(view_, at)) + inside(box.parent);
    if (!box.folded.empty()) text_ += attribute("data-folded", box.folded);
    text_ += '>' + rect_of(box.place, box.kind == BoxKind::subnet ? 4 : 6);
    draw_title(box);
    draw_mark(box.fate, box.place);
    text_ += "</g>\n";
  }

  // The note stands below the title, of a VPC beside it.
  void draw_title(const ViewBox& box) {
    const double inset = box.kind == BoxKind::subnet ? sizes::subnet_inset : padding;
    const Point at{box.place.x + inset + box.title_shift, box.place.y + 18};
    double room = box.place.right() - at.x - 8 - mark_width(box.fate);
    const bool is_beside = box.kind == BoxKind::vpc && !box.note.empty();
    const double note = std::min(text_width(box.note, note_font), sizes::most_note);
    if (is_beside) room -= note + sizes::beside_title;
    text_ += line_of("title", box.title, box.title, at, room, title_font);
    if (is_beside) {
      const double title =
          std::min(bold_text_width(fitted(box.title, room, title_font), title_font), room);
      text_ += line_of("type", box.note, box.note, {at.x + title + sizes::beside_title, at.y}, note,
                       note_font);
    } else if (!box.note.empty()) {
      text_ += line_of("type", box.note, box.note, {at.x, at.y + 16}, box.place.right() - at.x - 8,
                       note_font);
    }
  }

  static double mark_width(const Fate& fate) {
    const std::string mark = mark_of(fate);
    return mark.empty() ? 0 : bold_text_width(mark, mark_font) + 6;
  }

  void draw_mark(const Fate& fate, const Rect& place) {
    const std::string mark = mark_of(fate);
    if (mark.empty()) return;
    text_ += "<text class=\"mark\"" + attribute("x", place.right() - 8) +
             attribute("y", place.y + 15) + " text-anchor=\"end\"" +
             attribute("font-size", mark_font) + '>' + shown_in_xml(mark) + "</text>";
  }

  void draw_edge(const ViewEdge& edge) {
    if (edge.points.empty()) return;
    const ViewNode& from = view_.nodes[edge.from];
    const ViewNode& to = view_.nodes[edge.to];
    const std::string_view kind = name_of(edge.kind);
    std::string path = 'M' + pixels(edge.points[0].x) + ' ' + pixels(edge.points[0].y);
    for (std::size_t i = 1; i < edge.points.size(); ++i) {
      path += (i % 3 == 1 ? 'C' : ' ') + pixels(edge.points[i].x) + ' ' + pixels(edge.points[i].y);
    }
    text_ += "<path" +
             attribute("class", "edge " + std::string(kind) + (edge.is_pale ? " pale" : "") +
                                    (edge.is_perhaps ? " perhaps" : "")) +
             attribute("data-from", key_of(from)) + attribute("data-to", key_of(to)) +
             attribute("d", path);
    if (edge.kind == EdgeKind::part) {
      text_ += "/>\n";
      return;
    }
    text_ += attribute("marker-end", "url(#arrow-" + std::string(kind) + ")") + "><title>" +
             shown_in_xml(from.name + " → " + to.name);
    if (!edge.ports.empty()) {
      const bool is_one = edge.ports.find(',') == std::string::npos;
      text_ += shown_in_xml((is_one ? ", port " : ", ports ") + edge.ports);
    }
    if (!edge.words.empty()) text_ += shown_in_xml(": " + edge.words);
    text_ += "</title></path>\n";
  }

  void draw_label(const EdgeLabel& label) {
    text_ += "<text class=\"port\"" + attribute("x", label.middle.x) +
             attribute("y", label.middle.y + sizes::label_font / 3) + " text-anchor=\"middle\"" +
             attribute("font-size", sizes::label_font) + '>' + shown_in_xml(label.text) +
             "</text>\n";
  }

  void draw_node(const ViewNode& node) {
    std::string style = "node family-" + std::string(name_of(node.family));
    if (node.is_fold()) style += " fold";
    if (node.is_pale) style += " pale";
    text_ += "<g" + attribute("class", style + classes_of(node.fate)) +
             attribute("data-key", key_of(node)) + inside(node.box);
    if (!node.spans.empty()) text_ += attribute("data-across", keys_across(node));
    if (node.is_fold()) text_ += attribute("data-keys", node.keys);
    if (!node.folded.empty()) text_ += attribute("data-folded", node.folded);
    text_ += " tabindex=\"0\" role=\"button\"" + attribute("aria-label", label_of(node)) + '>' +
             rect_of(node.place, 6);
    const Rect& at = node.place;
    // What stands across subnets has its words in the first, where a narrow screen shows them.
    const double left = at.x;
    text_ += "<use" + attribute("href", "#icon-" + std::string(icon_of(node))) +
             attribute("x", left + icon_left) + attribute("y", at.y + (at.height - icon) / 2) +
             attribute("width", icon) + attribute("height", icon) + "/>";
    const double room = at.right() - left - text_left - text_right;
    text_ += line_of("name", shown_name(node), node.name, {left + text_left, at.y + 21},
                     room - mark_width(node.fate), name_font);
    text_ += line_of("type", node.kind, node.kind, {left + text_left, at.y + 36}, room, kind_font);
    draw_mark(node.fate, node.place);
    text_ += "</g>\n";
  }

  const View& view_;
  std::string_view first_;
  SvgFoot foot_;
  std::string text_;
};

std::string arrow_of(EdgeKind kind) {
  const std::string name(name_of(kind));
  return "<marker id=\"arrow-" + name +
         "\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" "
         "markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"head " +
         name + "\" d=\"M0 0.5L8 4L0 7.5z\"/></marker>\n";
}

}  // namespace

std::string svg_definitions(const View& view) {
  std::set<std::string_view> icons;
  std::set<EdgeKind> kinds;
  for (const ViewNode& each : view.nodes) icons.insert(icon_of(each));
  for (const ViewEdge& each : view.edges) kinds.insert(each.kind);
  std::string text;
  for (const std::string_view each : icons) text.append(icon_symbol(each)).append("\n");
  for (const EdgeKind each : kinds) {
    if (each != EdgeKind::part) text += arrow_of(each);
  }
  return text;
}

std::string all_svg_definitions() {
  std::string text;
  for (const std::string_view each : icon_symbols()) text.append(each).append("\n");
  for (const EdgeKind each :
       {EdgeKind::reference, EdgeKind::permission, EdgeKind::traffic, EdgeKind::data}) {
    text += arrow_of(each);
  }
  return text;
}

std::string svg_element(const View& view, std::string_view first) {
  return Drawing(view, first).draw();
}

std::string svg_of(const View& view) {
  std::string first = "<style>";
  first.append(picture_style()).append("</style>\n<defs>\n");
  first += svg_definitions(view) + "</defs>\n";
  Drawing drawing(view, first);
  drawing.add_foot();
  return drawing.draw();
}

}  // namespace omnitrack::graph
