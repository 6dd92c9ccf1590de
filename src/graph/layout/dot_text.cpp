#include "graph/layout/dot_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "graph/layout/sizes.hpp"

namespace omnitrack::graph {

namespace {

std::string inches(double pixels) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), pixels / 72,
                                 std::chars_format::fixed, 4);
  return {text.data(), end.ptr};
}

constexpr double port_height = 2;

std::string whole(double pixels) { return std::to_string(static_cast<long>(std::lround(pixels))); }

// Those at even places are what lies between the ports.
std::string table(double width, const std::vector<double>& heights) {
  std::string text = R"(<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">)";
  for (std::size_t i = 0; i < heights.size(); ++i) {
    text += R"(<TR><TD FIXEDSIZE="TRUE" WIDTH=")" + whole(width) + R"(" HEIGHT=")" +
            whole(heights[i]) + '"';
    if (i % 2 == 1) text += R"( PORT="p)" + std::to_string(i / 2) + '"';
    text += "></TD></TR>";
  }
  return text + "</TABLE>>";
}

}  // namespace

DotText::DotText()
    : text_(
          "digraph {\nrankdir=LR; nodesep=0.22; ranksep=0.75; fontsize=1;\n"
          "node [shape=box, fixedsize=true, label=\"\", margin=0, fontsize=1];\nedge "
          "[arrowhead=none];\n") {}

void DotText::begin_cluster(const std::string& name, double title_width, double title_height) {
  text_ += "subgraph cluster_" + name + " {\nmargin=" + whole(sizes::padding) +
           "; labeljust=l; label=" + table(title_width, {title_height}) + ";\n";
}

void DotText::end_cluster() { text_ += "}\n"; }

void DotText::add_node(const std::string& name, double width, double height) {
  text_ += name + " [width=" + inches(width) + ", height=" + inches(height) + "];\n";
}

void DotText::add_node(const std::string& name, double width, double height,
                       const std::vector<double>& ports) {
  if (ports.empty()) return add_node(name, width, height);
  std::vector<double> heights;
  double top = 0;
  for (const double port : ports) {
    heights.push_back(std::max(1.0, std::round(port) - port_height / 2 - top));
    heights.push_back(port_height);
    top += heights[heights.size() - 2] + port_height;
  }
  heights.push_back(std::max(1.0, std::round(height) - top));
  text_ += name + " [shape=none, width=" + inches(width) + ", height=" + inches(height) +
           ", label=" + table(width, heights) + "];\n";
}

void DotText::add_edge(const std::string& id, const std::string& from, const std::string& to) {
  text_ += from + " -> " + to + " [id=" + id + "];\n";
}

std::string DotText::finish() { return std::move(text_) + "}\n"; }

}  // namespace omnitrack::graph
