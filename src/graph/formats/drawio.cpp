#include <cmath>

#include "graph/formats/contents.hpp"
#include "graph/formats/edge_meanings.hpp"
#include "graph/formats/fates.hpp"
#include "graph/formats/formats.hpp"
#include "graph/formats/svg_parts.hpp"
#include "graph/layout/curves.hpp"
#include "graph/page/page_parts.hpp"
#include "support/base64.hpp"

namespace omnitrack::graph {

namespace {

std::string_view box_style(const ViewBox& box) {
  switch (box.kind) {
    case BoxKind::region:
      return "strokeColor=#0b6b8f;fillColor=#fbfcfd;dashed=1;";
    case BoxKind::given_vpc:
    case BoxKind::vpc:
      return "strokeColor=#6d3fc4;fillColor=#f8f6fd;";
    case BoxKind::zone:
      return "strokeColor=#0b6b8f;fillColor=#f3f8fb;dashed=1;";
    case BoxKind::subnet:
      return "strokeColor=#1f6f9e;fillColor=#edf4fb;";
    default:
      return "strokeColor=#6b7685;fillColor=#f8f9fa;";
  }
}

std::string_view style_of_kind(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::reference:
      return "strokeColor=#6b7685;dashed=1;dashPattern=1 3;";
    case EdgeKind::permission:
      return "strokeColor=#b91c1c;dashed=1;endArrow=open;";
    case EdgeKind::traffic:
      return "strokeColor=#1d4ed8;";
    case EdgeKind::data:
      return "strokeColor=#0f766e;strokeWidth=3;";
    default:
      return "strokeColor=#6b7685;endArrow=none;edgeStyle=orthogonalEdgeStyle;";
  }
}

std::string edge_style(EdgeKind kind, bool is_perhaps) {
  std::string style = "rounded=1;html=0;endArrow=block;";
  style.append(style_of_kind(kind));
  if (is_perhaps) style += "dashed=1;dashPattern=3 3;";
  return style;
}

// The drawing as an image of its own, left of the words.
std::string icon_style(std::string_view name) {
  constexpr std::string_view tag = "<symbol ";
  constexpr std::string_view colour = "currentColor";
  std::string_view inside = icon_symbol(name);
  inside.remove_prefix(tag.size());
  inside = inside.substr(0, inside.rfind("</symbol>"));
  std::string image = "<svg xmlns=\"http://www.w3.org/2000/svg\" " + std::string(inside) + "</svg>";
  for (std::size_t at = image.find(colour); at != std::string::npos; at = image.find(colour)) {
    image.replace(at, colour.size(), "#475569");
  }
  return "shape=label;image=data:image/svg+xml," + support::to_base64(image) +
         ";imageWidth=24;imageHeight=24;imageAlign=left;align=left;spacingLeft=38;";
}

std::string point_cell(Point at, std::string_view name = {}) {
  std::string text = "<mxPoint x=\"" + pixels(at.x) + "\" y=\"" + pixels(at.y) + '"';
  if (!name.empty()) text.append(" as=\"").append(name).append("\"");
  return text + "/>";
}

// What lies between the ends of a way.
std::string points_between(const std::vector<Point>& way) {
  std::string text;
  const std::size_t curves = way.size() / 3;
  for (std::size_t i = 0; i < curves; ++i) {
    for (const double part : {1.0 / 3, 2.0 / 3, 1.0}) {
      const bool is_end = i + 1 == curves && part == 1.0;
      if (!is_end) text += point_cell(on_curve(&way[3 * i], part));
    }
  }
  return text.empty() ? text : "<Array as=\"points\">" + text + "</Array>";
}

// Where an edge leaves or enters a node, as a part of its sides.
std::string end_style(std::string_view side, Point at, const Rect& place) {
  const auto part = [](double offset, double size) -> std::string {
    const long thousandths = size > 0 ? std::lround(1000 * offset / size) : 0;
    if (thousandths <= 0) return "0";
    return thousandths < 1000 ? "0." + std::to_string(1000 + thousandths).substr(1) : "1";
  };
  std::string style;
  for (const auto& [axis, value] : {std::pair{"X", part(at.x - place.x, place.width)},
                                    std::pair{"Y", part(at.y - place.y, place.height)}}) {
    style.append(side).append(axis).append("=").append(value).append(";");
  }
  return style.append(side).append("Perimeter=0;");
}

// Of a lost or opened resource the colour says that, as in the other formats; the label says all.
std::string node_style(const ViewNode& node) {
  std::string style = "strokeColor=#aab3bf;fillColor=#ffffff;";
  if (const FateStyle* fate = style_of(node.fate)) {
    style = "strokeColor=" + std::string(fate->stroke) + ";fillColor=" + std::string(fate->fill) +
            ";strokeWidth=2;";
  } else if (node.is_pale) {
    style += "fontColor=#545b64;";
  }
  if (node.fate.action == Fate::Action::removed) style += "dashed=1;";
  return style;
}

class DrawioPage {
 public:
  explicit DrawioPage(const View& view) : view_(view), contents_(view) {}

  std::string write() {
    text_ = "<diagram id=\"" + shown_in_xml(view_.name) + "\" name=\"" + shown_in_xml(view_.title) +
            "\"><mxGraphModel grid=\"0\" page=\"0\"><root><mxCell id=\"0\"/><mxCell id=\"1\" "
            "parent=\"0\"/>\n";
    write_content(nowhere, "1", {});
    for (std::size_t i = 0; i < view_.edges.size(); ++i) write_edge(i);
    write_legend();
    return std::move(text_) + "</root></mxGraphModel></diagram>\n";
  }

 private:
  void write_edge(std::size_t at) {
    const ViewEdge& edge = view_.edges[at];
    std::string style = edge_style(edge.kind, edge.is_perhaps);
    std::string between;
    if (edge.kind != EdgeKind::part && edge.points.size() > 3) {
      style += end_style("exit", edge.points.front(), view_.nodes[edge.from].place) +
               end_style("entry", edge.points.back(), view_.nodes[edge.to].place);
      between = points_between(edge.points);
    }
    text_ += "<mxCell id=\"e" + std::to_string(at) + "\" edge=\"1\" parent=\"1\" source=\"n" +
             std::to_string(edge.from) + "\" target=\"n" + std::to_string(edge.to) + "\" style=\"" +
             style + "\" value=\"" + shown_in_xml(edge.ports) +
             "\"><mxGeometry relative=\"1\" as=\"geometry\">" + between +
             "</mxGeometry></mxCell>\n";
  }

  // Below the picture: what its edges and marks mean.
  void write_legend() {
    constexpr double step = 22;
    constexpr double sample = 40;
    constexpr Rect words{sample + 8, 0, 200, 20};
    double y = view_.height + step;
    std::size_t count = 0;
    const auto write_words = [&](std::string_view text) {
      write_cell("l" + std::to_string(count++), "1", std::string(text), {},
                 "text;html=0;align=left;verticalAlign=middle;fontSize=11;",
                 {words.x, y, words.width, words.height}, {});
      y += step;
    };
    for (const EdgeMeaning& each : edge_meanings(view_)) {
      const double middle = y + words.height / 2;
      text_ += "<mxCell id=\"k" + std::to_string(count) + "\" edge=\"1\" parent=\"1\" style=\"" +
               edge_style(each.kind, each.is_perhaps) +
               "\" value=\"\"><mxGeometry relative=\"1\" as=\"geometry\">" +
               point_cell({0, middle}, "sourcePoint") +
               point_cell({sample, middle}, "targetPoint") + "</mxGeometry></mxCell>\n";
      write_words(each.words);
    }
    for (const FateStyle& each : fate_styles()) {
      if (!is_used(each, view_)) continue;
      write_cell("k" + std::to_string(count), "1", std::string(each.mark), {},
                 "rounded=1;html=0;strokeWidth=2;strokeColor=" + std::string(each.stroke) +
                     ";fillColor=" + std::string(each.fill) + ';',
                 {0, y, sample, words.height}, {});
      write_words(each.meaning);
    }
  }

  // Places are those within the box around.
  void write_content(std::size_t box, const std::string& parent, Point origin) {
    for (const std::size_t each : contents_.boxes[box]) {
      const ViewBox& inner = view_.boxes[each];
      const std::string id = 'b' + std::to_string(each);
      write_cell(id, parent, inner.title + label_of(inner.fate), inner.note,
                 "rounded=0;html=0;verticalAlign=top;align=left;spacingLeft=6;container=1;"
                 "collapsible=0;fontStyle=1;whiteSpace=wrap;overflow=hidden;" +
                     std::string(box_style(inner)),
                 inner.place, origin);
      write_content(each, id, {inner.place.x, inner.place.y});
    }
    for (const std::size_t each : contents_.nodes[box]) {
      const ViewNode& node = view_.nodes[each];
      write_cell('n' + std::to_string(each), parent, node.name + label_of(node.fate), node.kind,
                 "rounded=1;arcSize=12;html=0;whiteSpace=wrap;overflow=hidden;fontSize=11;" +
                     icon_style(icon_of(node)) + node_style(node),
                 node.place, origin);
    }
  }

  // The label has one line or two.
  void write_cell(const std::string& id, const std::string& parent, const std::string& line,
                  const std::string& below, const std::string& style, const Rect& place,
                  Point origin) {
    text_ += "<mxCell id=\"" + id + "\" vertex=\"1\" parent=\"" + parent + "\" value=\"" +
             shown_in_xml(line) + (below.empty() ? "" : "&#10;" + shown_in_xml(below)) +
             "\" style=\"" + style + "\"><mxGeometry x=\"" + pixels(place.x - origin.x) +
             "\" y=\"" + pixels(place.y - origin.y) + "\" width=\"" + pixels(place.width) +
             "\" height=\"" + pixels(place.height) + "\" as=\"geometry\"/></mxCell>\n";
  }

  const View& view_;
  Contents contents_;
  std::string text_;
};

}  // namespace

std::string drawio_of(const std::vector<View>& views) {
  std::string text = "<mxfile host=\"omnitrack-synth\">\n";
  for (const View& each : views) text += DrawioPage(each).write();
  return text + "</mxfile>\n";
}

}  // namespace omnitrack::graph
