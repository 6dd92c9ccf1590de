#include "template/model.hpp"

#include <algorithm>
#include <array>

#include "support/utf8.hpp"

namespace omnitrack::tmpl {

std::string_view name_of(Function function) {
  static constexpr std::array<std::string_view, 30> names{
      "",
      "",
      "Ref",
      "Condition",
      "Fn::And",
      "Fn::Base64",
      "Fn::Cidr",
      "Fn::Contains",
      "Fn::EachMemberEquals",
      "Fn::EachMemberIn",
      "Fn::Equals",
      "Fn::FindInMap",
      "Fn::ForEach",
      "Fn::GetAtt",
      "Fn::GetAZs",
      "Fn::GetStackOutput",
      "Fn::If",
      "Fn::ImportValue",
      "Fn::Join",
      "Fn::Length",
      "Fn::Not",
      "Fn::Or",
      "Fn::RefAll",
      "Fn::Select",
      "Fn::Split",
      "Fn::Sub",
      "Fn::ToJsonString",
      "Fn::Transform",
      "Fn::ValueOf",
      "Fn::ValueOfAll",
  };
  static_assert(static_cast<std::size_t>(Function::value_of_all) == names.size() - 1);
  return names[static_cast<std::size_t>(function)];
}

namespace {

constexpr std::size_t column_block = 4096;

std::uint32_t continuations_in(std::string_view text) {
  return static_cast<std::uint32_t>(text.size() - support::characters_in(text));
}

}  // namespace

// All findings in one enormous line would count its characters again and again.
std::uint32_t Template::continuations_before(std::uint32_t offset) const {
  if (continuations_.empty()) {
    std::uint32_t count = 0;
    for (std::size_t at = 0; at <= text_.size(); at += column_block) {
      continuations_.push_back(count);
      count += continuations_in(text().substr(at, column_block));
    }
  }
  const std::size_t block = offset / column_block;
  const std::size_t begin = block * column_block;
  return continuations_[block] + continuations_in(text().substr(begin, offset - begin));
}

Place Template::place(std::uint32_t offset) const {
  if (line_begins_.empty()) {
    line_begins_.push_back(0);
    for (std::size_t at = text_.find('\n'); at != std::string::npos;
         at = text_.find('\n', at + 1)) {
      line_begins_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  const std::uint32_t begin = *(after - 1);
  const std::uint32_t bytes = offset - begin;
  const std::uint32_t continuations =
      bytes < column_block ? continuations_in(text().substr(begin, bytes))
                           : continuations_before(offset) - continuations_before(begin);
  return {static_cast<std::uint32_t>(after - line_begins_.begin()), bytes - continuations + 1};
}

}  // namespace omnitrack::tmpl
