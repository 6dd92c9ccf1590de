#include "graph/formats/contents.hpp"
#include "graph/formats/fates.hpp"
#include "graph/formats/formats.hpp"
#include "support/printable.hpp"
#include "support/utf8.hpp"

namespace omnitrack::graph {

namespace {

// A text in quotes, in which nothing is an escape, an entity or a line end.
std::string dot_text(std::string_view text) {
  std::string result;
  for (const char c : support::printable_line(support::well_formed(text))) {
    if (c == '\\' || c == '"') {
      result.append("\\").append(1, c);
    } else if (c == '&') {
      result += "&amp;";
    } else {
      result += c;
    }
  }
  return result;
}

std::string_view style_of(const ViewEdge& edge) {
  switch (edge.kind) {
    case EdgeKind::reference:
      return "style=dotted, color=\"#6b7685\"";
    case EdgeKind::permission:
      return edge.is_perhaps ? R"(style=dotted, color="#b91c1c", arrowhead=vee)"
                             : R"(style=dashed, color="#b91c1c", arrowhead=vee)";
    case EdgeKind::traffic:
      return edge.is_perhaps ? R"(style=dashed, color="#1d4ed8")" : R"(color="#1d4ed8")";
    case EdgeKind::data:
      return "color=\"#0f766e\", penwidth=2";
    default:
      return "arrowhead=none";
  }
}

std::string colours_of(const ViewNode& node) {
  if (const FateStyle* style = style_of(node.fate)) {
    return ", style=\"rounded,filled\", penwidth=2, color=\"" + std::string(style->stroke) +
           "\", fillcolor=\"" + std::string(style->fill) + '"';
  }
  return node.is_pale ? R"(, color="#aab3bf", fontcolor="#545b64")" : "";
}

class Digraph {
 public:
  explicit Digraph(const View& view) : view_(view), contents_(view) {}

  std::string write() {
    text_ =
        "digraph {\n  rankdir=LR; fontname=Helvetica; fontsize=12; labeljust=l;\n"
        "  node [shape=box, style=rounded, fontname=Helvetica, fontsize=11];\n";
    write_content(nowhere, "  ");
    for (const ViewEdge& each : view_.edges) {
      text_ += "  n" + std::to_string(each.from) + " -> n" + std::to_string(each.to) + " [";
      text_.append(style_of(each));
      if (!each.words.empty()) text_ += ", tooltip=\"" + dot_text(each.words) + '"';
      text_ += "];\n";
    }
    return std::move(text_) + "}\n";
  }

 private:
  void write_content(std::size_t box, const std::string& indent) {
    for (const std::size_t each : contents_.nodes[box]) {
      const ViewNode& node = view_.nodes[each];
      text_ += indent + 'n' + std::to_string(each) + " [label=\"" + dot_text(node.name) +
               label_of(node.fate);
      if (!node.kind.empty()) text_ += "\\n" + dot_text(node.kind);
      text_ += '"' + colours_of(node) + "];\n";
    }
    for (const std::size_t each : contents_.boxes[box]) {
      const ViewBox& inner = view_.boxes[each];
      text_.append(indent).append("subgraph cluster_").append(std::to_string(each));
      text_.append(" {\n").append(indent).append("  label=\"").append(dot_text(inner.title));
      if (!inner.note.empty()) text_ += "\\n" + dot_text(inner.note);
      text_ += "\";\n";
      write_content(each, indent + "  ");
      text_ += indent + "}\n";
    }
  }

  const View& view_;
  Contents contents_;
  std::string text_;
};

}  // namespace

std::string dot_of(const View& view) { return Digraph(view).write(); }

}  // namespace omnitrack::graph
