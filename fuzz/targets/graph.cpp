// Draws what a fuzzer makes up, one stack or two versions of it, in the formats that need no places
// laid out: no picture holds what steers a terminal or turns the direction of writing.

#include <string>
#include <vector>

#include "engine/pair.hpp"
#include "engine/target.hpp"
#include "graph/formats/formats.hpp"
#include "graph/formats/page_data.hpp"
#include "graph/views/all_views.hpp"
#include "properties/require.hpp"
#include "template/document.hpp"

namespace omnitrack::fuzz {

namespace {

graph::StackSource source_of(const tmpl::Document& document) {
  graph::StackSource source;
  source.name = "Stack";
  source.index = &document.index();
  return source;
}

void draw(std::string_view input) {
  const Pair pair = split(input);
  const tmpl::Document before("before", std::string(pair.before));
  const tmpl::Document after("after", std::string(pair.after));
  if (!before.is_readable()) return;
  const graph::Graph now = graph::read_graph({source_of(before)});
  const graph::Stacks stacks({{.name = "Stack", .index = &before.index()}});
  graph::PageData data{.title = "Stack", .graph = &now, .stacks = &stacks};
  graph::Graph old;
  if (has_two(input) && after.is_readable()) {
    old = graph::read_graph({source_of(after)});
    data.old = &old;
  }
  const std::vector<graph::View> views = graph::make_views(data, {});
  for (const graph::View& view : views) {
    require_harmless(graph::mermaid_of(view), "a picture of Mermaid steers nothing");
    require_harmless(graph::dot_of(view), "a picture of Graphviz steers nothing");
  }
  require_harmless(graph::page_json(views, data), "the data of a page steers nothing");
}

const NamedTarget target("graph", draw);

}  // namespace

}  // namespace omnitrack::fuzz
