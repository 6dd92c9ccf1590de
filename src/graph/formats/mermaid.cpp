#include <algorithm>

#include "graph/formats/contents.hpp"
#include "graph/formats/fates.hpp"
#include "graph/formats/formats.hpp"
#include "graph/formats/svg_parts.hpp"
#include "support/printable.hpp"
#include "support/utf8.hpp"

namespace omnitrack::graph {

namespace {

// Whether a character of a text stands for itself alone: `1. ` and `- ` begin lists, and `fa:` an
// icon.
bool is_plain(std::string_view text, std::size_t at) {
  const char c = text[at];
  const bool is_before_space = at + 1 < text.size() && text[at + 1] == ' ';
  if (c == '.' || c == '-') return !is_before_space;
  if (c == ':') return is_before_space;
  return static_cast<unsigned char>(c) > 0x7F || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
         (c >= 'a' && c <= 'z') || c == ' ' || c == ',' || c == '/';
}

// Whatever might mean something to Mermaid is written as its number.
std::string mermaid_text(std::string_view text) {
  const std::string shown = support::printable_line(support::well_formed(text));
  std::string result;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (is_plain(shown, i)) {
      result += shown[i];
    } else {
      result.append("#").append(std::to_string(static_cast<int>(shown[i]))).append(";");
    }
  }
  return result;
}

std::string_view link_of(const ViewEdge& edge) {
  if (edge.is_perhaps) {
    return edge.kind == EdgeKind::permission ? " -.->|perhaps may use| " : " -.->|perhaps| ";
  }
  switch (edge.kind) {
    case EdgeKind::reference:
      return " -.-> ";
    case EdgeKind::permission:
      return " -->|may use| ";
    case EdgeKind::traffic:
      return " ==> ";
    case EdgeKind::data:
      return " ==>|data| ";
    default:
      return " --- ";
  }
}

class Flowchart {
 public:
  explicit Flowchart(const View& view) : view_(view), contents_(view) {}

  std::string write() {
    text_ = "flowchart LR\n";
    write_classes();
    write_content(nowhere, "  ");
    for (const ViewEdge& each : view_.edges) {
      text_ += "  n" + std::to_string(each.from);
      text_.append(link_of(each)).append("n").append(std::to_string(each.to)).append("\n");
    }
    return std::move(text_);
  }

 private:
  static std::string_view class_of(const ViewNode& node) {
    if (const FateStyle* style = style_of(node.fate)) return style->name;
    return node.is_pale ? "pale" : "";
  }

  void write_class(std::string_view name, std::string_view colours) {
    const bool is_used = std::ranges::any_of(
        view_.nodes, [&](const ViewNode& each) { return class_of(each) == name; });
    if (is_used) text_.append("  classDef ").append(name).append(" ").append(colours).append("\n");
  }

  // Colours of both kinds, so that they go together on dark pages too.
  void write_classes() {
    for (const FateStyle& each : fate_styles()) {
      write_class(each.name, "fill:" + std::string(each.fill) + ",stroke:" +
                                 std::string(each.stroke) + ",stroke-width:2px,color:#16191f");
    }
    write_class("pale", "fill:#f8f9fa,stroke:#aab3bf,color:#545b64");
  }

  void write_content(std::size_t box, const std::string& indent) {
    for (const std::size_t each : contents_.nodes[box]) {
      const ViewNode& node = view_.nodes[each];
      text_ += indent + 'n' + std::to_string(each) + "[\"" + mermaid_text(node.name) +
               label_of(node.fate);
      if (!node.kind.empty()) text_ += "<br/>" + mermaid_text(node.kind);
      text_ += "\"]";
      if (const std::string_view style = class_of(node); !style.empty()) {
        text_.append(":::").append(style);
      }
      text_ += '\n';
    }
    for (const std::size_t each : contents_.boxes[box]) {
      const ViewBox& inner = view_.boxes[each];
      text_ += indent + "subgraph b" + std::to_string(each) + "[\"" + mermaid_text(inner.title);
      if (!inner.note.empty()) text_ += ' ' + mermaid_text(inner.note);
      text_ += "\"]\n";
      write_content(each, indent + "  ");
      text_ += indent + "end\n";
    }
  }

  const View& view_;
  Contents contents_;
  std::string text_;
};

}  // namespace

std::string mermaid_of(const View& view) { return Flowchart(view).write(); }

}  // namespace omnitrack::graph
