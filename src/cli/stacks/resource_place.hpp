#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/page/source_files.hpp"
#include "cli/page/text_page.hpp"
#include "cli/templates/side.hpp"
#include "deploy/prepared.hpp"

namespace omnitrack::cli {

/// Where a resource of the app comes from; nulls where it is not known.
const ElementOrigin* origin_of_resource(const SideTemplate* stack, std::string_view logical_id);

/// Where the resources of the app's stack come from; empty for a stranger's, which is null.
std::vector<deploy::ResourceOrigin> resource_origins(const SideTemplate* stack);

/// `Path at FILE:LINE`; empty where it is not known.
std::string shown_place(const ElementOrigin* origin);

/// Adds `made by: Path at FILE:LINE` with the line of code itself; nothing where it is not known.
void add_place(TextPage& page, std::size_t indent, const ElementOrigin* origin, SourceFiles& files);

}  // namespace omnitrack::cli
