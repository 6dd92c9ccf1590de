#include "graph/formats/formats.hpp"
#include "graph/formats/svg_parts.hpp"
#include "graph/page/page_parts.hpp"
#include "support/xml.hpp"

namespace omnitrack::graph {

std::string html_of(const std::vector<Scene>& scenes, const PageData& data) {
  std::vector<const Scene*> all;
  std::string views;
  for (const Scene& each : scenes) {
    all.push_back(&each);
    views += svg_element(each, {});
  }
  const std::string title = support::xml_escaped(data.title);
  const PagePieces& pieces = page_pieces();
  std::string page(pieces[0]);
  page.append(title).append(pieces[1]).append(title).append(pieces[2]);
  page.append(svg_definitions(all)).append(pieces[3]).append(views).append(pieces[4]);
  return page.append(page_json(scenes, data)).append(pieces[5]);
}

}  // namespace omnitrack::graph
