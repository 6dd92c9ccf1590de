#include "schema/schema.hpp"

namespace omnitrack::schema {

std::string_view Shape::name() const { return text_at(record_->name); }

Rule Shape::rule(std::uint32_t index) const {
  return Rule(record_at<RuleRecord>(list_item(record_->rules, index)));
}

std::string_view Rule::about() const { return text_at(record_->about); }
bool Rule::is_warning() const { return record_->is_warning != 0; }

Limits Rule::limits() const {
  return Limits(record_->limits == 0 ? nullptr : record_at<LimitsRecord>(record_->limits));
}

}  // namespace omnitrack::schema
