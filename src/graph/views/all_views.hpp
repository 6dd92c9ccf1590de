#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "graph/formats/page_data.hpp"
#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// The names of the views, in the order in which they are shown.
inline constexpr std::array<std::string_view, 6> view_names{"architecture", "tree",      "network",
                                                            "permissions",  "data-flow", "change"};

/// The view of a name, or where it is empty all of them: that of the change only where there is an
/// old side. Adds what is told beside them to the data.
std::vector<View> make_views(PageData& data, std::string_view name);

}  // namespace omnitrack::graph
