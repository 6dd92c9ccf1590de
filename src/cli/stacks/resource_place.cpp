#include "cli/stacks/resource_place.hpp"

#include <algorithm>

#include "cli/diff/row_origin.hpp"
#include "cli/page/printable.hpp"

namespace omnitrack::cli {

const ElementOrigin* origin_of_resource(const SideTemplate* stack, std::string_view logical_id) {
  if (stack == nullptr) return nullptr;
  const auto found = std::ranges::find_if(stack->origins, [&](const ElementOrigin& each) {
    return each.kind == ConstructKind::resource && each.logical_id == logical_id;
  });
  return found == stack->origins.end() ? nullptr : &*found;
}

std::vector<deploy::ResourceOrigin> resource_origins(const SideTemplate* stack) {
  std::vector<deploy::ResourceOrigin> origins;
  if (stack == nullptr) return origins;
  for (const ElementOrigin& each : stack->origins) {
    if (each.kind != ConstructKind::resource) continue;
    origins.push_back({.logical_id = each.logical_id,
                       .construct = each.path,
                       .file = std::string(each.source.file),
                       .line = each.source.line});
  }
  return origins;
}

std::string shown_place(const ElementOrigin* origin) {
  if (origin == nullptr) return {};
  return shown_origin(RowOrigin{
      .construct = origin->path, .file = origin->source.file, .line = origin->source.line});
}

void add_place(TextPage& page, std::size_t indent, const ElementOrigin* origin,
               SourceFiles& files) {
  if (origin == nullptr) return;
  page.note(indent, "made by", shown_place(origin));
  const std::string_view line = files.line(std::string(origin->source.file), origin->source.line);
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return;
  const std::string code = printable(line.substr(begin));
  page.line(indent + 4, page.styled().add(page.cut(code, page.room(indent + 4))));
}

}  // namespace omnitrack::cli
