#include "graph/formats/contents.hpp"
#include "graph/formats/fates.hpp"
#include "graph/formats/formats.hpp"
#include "graph/formats/svg_parts.hpp"

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

std::string_view edge_style(EdgeKind kind) {
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
    for (std::size_t i = 0; i < view_.edges.size(); ++i) {
      const ViewEdge& edge = view_.edges[i];
      text_ += "<mxCell id=\"e" + std::to_string(i) + "\" edge=\"1\" parent=\"1\" source=\"n" +
               std::to_string(edge.from) + "\" target=\"n" + std::to_string(edge.to) +
               "\" style=\"rounded=1;endArrow=block;";
      text_.append(edge_style(edge.kind));
      if (edge.is_perhaps) text_ += "dashed=1;dashPattern=3 3;";
      text_ += "\" value=\"\"><mxGeometry relative=\"1\" as=\"geometry\"/></mxCell>\n";
    }
    return std::move(text_) + "</root></mxGraphModel></diagram>\n";
  }

 private:
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
                     node_style(node),
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
