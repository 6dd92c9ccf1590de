#include "graph/formats/formats.hpp"
#include "graph/formats/svg_parts.hpp"
#include "graph/page/page_parts.hpp"

namespace omnitrack::graph {

std::string html_of(const std::vector<View>& views, const PageData& data) {
  std::string pictures;
  for (const View& each : views) pictures += svg_element(each, {});
  const std::string title = shown_in_xml(data.title);
  const PagePieces& pieces = page_pieces();
  std::string page(pieces[0]);
  page.append(title).append(pieces[1]).append(title).append(pieces[2]);
  page.append(all_svg_definitions()).append(pieces[3]).append(pictures).append(pieces[4]);
  return page.append(page_json(views, data)).append(pieces[5]);
}

}  // namespace omnitrack::graph
