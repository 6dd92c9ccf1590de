#include "cli/page/table.hpp"

#include <algorithm>

#include "cli/page/printable.hpp"
#include "support/utf8.hpp"

namespace omnitrack::cli {

namespace {

std::string cell_text(const std::string& cell) { return printable(cell); }

}  // namespace

std::string table_text(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], support::characters_in(cell_text(row[i])));
    }
  }
  std::string text;
  for (const std::vector<std::string>& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = cell_text(row[i]);
      line += cell;
      if (i + 1 < row.size()) line.append(widths[i] + 2 - support::characters_in(cell), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace omnitrack::cli
