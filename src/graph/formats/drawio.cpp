#include "graph/formats/contents.hpp"
#include "graph/formats/formats.hpp"
#include "graph/formats/svg_parts.hpp"
#include "support/xml.hpp"

namespace omnitrack::graph {

namespace {

using support::xml_escaped;

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

std::string_view node_style(const Fate& fate) {
  switch (fate.action) {
    case Fate::Action::added:
      return "strokeColor=#1a7f37;fillColor=#e9f7ee;";
    case Fate::Action::changed:
      return "strokeColor=#8a5a00;fillColor=#fdf5e2;";
    case Fate::Action::replaced:
      return "strokeColor=#8250df;fillColor=#f4eefe;";
    case Fate::Action::removed:
      return "strokeColor=#b42318;fillColor=#fdecea;dashed=1;";
    default:
      return "strokeColor=#aab3bf;fillColor=#ffffff;";
  }
}

class DrawioPage {
 public:
  explicit DrawioPage(const View& view) : view_(view), contents_(view) {}

  std::string write() {
    text_ = "<diagram id=\"" + xml_escaped(view_.name) + "\" name=\"" + xml_escaped(view_.title) +
            "\"><mxGraphModel grid=\"0\" page=\"0\"><root><mxCell id=\"0\"/><mxCell id=\"1\" "
            "parent=\"0\"/>\n";
    write_content(nowhere, "1", {});
    for (std::size_t i = 0; i < view_.edges.size(); ++i) {
      const ViewEdge& edge = view_.edges[i];
      text_ += "<mxCell id=\"e" + std::to_string(i) + "\" edge=\"1\" parent=\"1\" source=\"n" +
               std::to_string(edge.from) + "\" target=\"n" + std::to_string(edge.to) +
               "\" style=\"rounded=1;endArrow=block;";
      text_.append(edge_style(edge.kind));
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
      const std::string note = inner.note.empty() ? "" : "\n" + inner.note;
      write_cell(id, parent, inner.title + note,
                 "rounded=0;html=0;verticalAlign=top;align=left;spacingLeft=6;container=1;"
                 "collapsible=0;fontStyle=1;whiteSpace=wrap;overflow=hidden;" +
                     std::string(box_style(inner)),
                 inner.place, origin);
      write_content(each, id, {inner.place.x, inner.place.y});
    }
    for (const std::size_t each : contents_.nodes[box]) {
      const ViewNode& node = view_.nodes[each];
      write_cell('n' + std::to_string(each), parent, node.name + '\n' + node.kind,
                 "rounded=1;arcSize=12;html=0;whiteSpace=wrap;overflow=hidden;fontSize=11;" +
                     std::string(node_style(node.fate)),
                 node.place, origin);
    }
  }

  void write_cell(const std::string& id, const std::string& parent, const std::string& value,
                  const std::string& style, const Rect& place, Point origin) {
    text_ += "<mxCell id=\"" + id + "\" vertex=\"1\" parent=\"" + parent + "\" value=\"" +
             xml_escaped(value) + "\" style=\"" + style + "\"><mxGeometry x=\"" +
             pixels(place.x - origin.x) + "\" y=\"" + pixels(place.y - origin.y) + "\" width=\"" +
             pixels(place.width) + "\" height=\"" + pixels(place.height) +
             "\" as=\"geometry\"/></mxCell>\n";
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
