#include "validate/document/parameter_types.hpp"

#include "schema/parameter_types.hpp"
#include "template/parameter_type.hpp"

namespace omnitrack::validate {

namespace {

bool is_documented(std::string_view type) {
  for (std::uint32_t i = 0; i < schema::parameter_type_count(); ++i) {
    if (schema::parameter_type(i) == type) return true;
  }
  return false;
}

}  // namespace

ParameterTypeStatus parameter_type_status(std::string_view type) {
  std::string_view inner = type;
  if (tmpl::is_kept_by_ssm(type) && type.ends_with('>')) {
    inner.remove_prefix(tmpl::ssm_value_type.size());
    inner.remove_suffix(1);
  }
  if (is_documented(inner)) return ParameterTypeStatus::known;
  const bool has_form =
      inner.size() != type.size() || (inner.starts_with("List<") && inner.ends_with('>'));
  return has_form ? ParameterTypeStatus::undocumented : ParameterTypeStatus::unknown;
}

std::vector<std::string_view> parameter_types() {
  std::vector<std::string_view> all(schema::parameter_type_count());
  for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = schema::parameter_type(i);
  return all;
}

}  // namespace omnitrack::validate
