#include "fix/finding_edits.hpp"

#include <algorithm>
#include <array>

#include "fix/names.hpp"
#include "fix/unused.hpp"
#include "fix/values.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::fix {

namespace {

using Find = std::optional<Fix> (*)(const tmpl::Document&, const validate::Finding&);

struct Row {
  std::string_view code;
  Find find;
};

// Names that the specification knows: those of a template's own things may be meant otherwise.
constexpr std::array rows{
    Row{codes::OT4005.text(), named_fix},       Row{codes::OT4008.text(), quoted_key},
    Row{codes::OT4011.text(), named_fix},       Row{codes::OT4014.text(), format_version},
    Row{codes::OT4203.text(), named_fix},       Row{codes::OT4205.text(), named_fix},
    Row{codes::OT4207.text(), removed_item},    Row{codes::OT4208.text(), named_fix},
    Row{codes::OT4211.text(), named_fix},       Row{codes::OT4220.text(), named_fix},
    Row{codes::OT4222.text(), converted_value}, Row{codes::OT4224.text(), named_fix},
    Row{codes::OT4241.text(), named_fix},       Row{codes::OT4300.text(), named_fix},
    Row{codes::OT4312.text(), named_fix},       Row{codes::OT4315.text(), plain_text_for_sub},
    Row{codes::OT4401.text(), named_fix},       Row{codes::OT4403.text(), named_fix},
    Row{codes::OT4451.text(), named_fix},       Row{codes::OT4461.text(), named_fix},
    Row{codes::OT4505.text(), named_fix},       Row{codes::OT4506.text(), named_fix},
    Row{codes::OT4512.text(), named_fix},
};

constexpr std::array rows_of_unused{
    Row{codes::OT4023.text(), removed_from_interface},
    Row{codes::OT4380.text(), removed_member},
    Row{codes::OT4381.text(), removed_member},
    Row{codes::OT4382.text(), removed_member},
};

template <std::size_t N>
std::optional<Fix> fix_by(const std::array<Row, N>& table, const tmpl::Document& document,
                          const validate::Finding& finding) {
  const auto row = std::ranges::find(table, finding.code, &Row::code);
  return row == table.end() ? std::nullopt : row->find(document, finding);
}

}  // namespace

std::optional<Fix> fix_of(const tmpl::Document& document, const validate::Finding& finding,
                          bool with_unused) {
  if (!finding.acknowledged.empty()) return std::nullopt;
  std::optional<Fix> found = fix_by(rows, document, finding);
  return found || !with_unused ? found : fix_by(rows_of_unused, document, finding);
}

}  // namespace omnitrack::fix
