#pragma once

#include <string>
#include <vector>

namespace omnitrack::cli {

/// Rows of a table, the first of which has the headings: columns are aligned to the left, two
/// spaces apart; the last has any width. What could steer a terminal is left out.
std::string table_text(const std::vector<std::vector<std::string>>& rows);

}  // namespace omnitrack::cli
