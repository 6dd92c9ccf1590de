#include "diff/changes/table_indexes.hpp"

#include "meaning/canonical.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

using meaning::member_spec;
using meaning::same_meaning;
using meaning::ValueSpec;

namespace {

bool same_member(const tmpl::Node& left, const tmpl::Node& right, const ValueSpec& index,
                 std::string_view key) {
  const tmpl::Node* one = meaning::find_value(&left, key);
  const tmpl::Node* other = meaning::find_value(&right, key);
  if (one == nullptr || other == nullptr) return one == other;
  return same_meaning(*one, *other, member_spec(index, key));
}

}  // namespace

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
bool is_same_index(const tmpl::Node& before, const tmpl::Node& after, const ValueSpec& index) {
  return same_member(before, after, index, "KeySchema") &&
         same_member(before, after, index, "Projection");
}

}  // namespace omnitrack::diff
