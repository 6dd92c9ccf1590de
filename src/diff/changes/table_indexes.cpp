#include "diff/changes/table_indexes.hpp"

#include "diff/meaning.hpp"
#include "validate/known.hpp"

namespace omnitrack::diff {

namespace {

bool same_member(const tmpl::Node& left, const tmpl::Node& right, const Place& index,
                 std::string_view key) {
  const tmpl::Node* one = validate::find_value(&left, key);
  const tmpl::Node* other = validate::find_value(&right, key);
  if (one == nullptr || other == nullptr) return one == other;
  return same_meaning(*one, *other, member_place(index, key));
}

}  // namespace

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
bool is_same_index(const tmpl::Node& before, const tmpl::Node& after, const Place& index) {
  return same_member(before, after, index, "KeySchema") &&
         same_member(before, after, index, "Projection");
}

}  // namespace omnitrack::diff
