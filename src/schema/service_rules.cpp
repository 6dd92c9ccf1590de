#include "schema/service_rules.hpp"

#include <cstring>

namespace omnitrack::schema {

double Term::number() const {
  double value;
  std::memcpy(&value, record_at<unsigned char>(offset(0)), sizeof value);
  return value;
}

std::uint64_t ServiceRule::needs() const {
  std::uint64_t mask;
  std::memcpy(&mask, record_->needs.data(), sizeof mask);
  return mask;
}

ServiceRules find_service_rules(std::string_view type) {
  const auto* header = record_at<HeaderRecord>(0);
  const auto* records = record_at<ServiceRulesRecord>(header->rules);
  const int found = find_in_slots<Narrow>(header->rule_slots, header->rule_slot_mask, type,
                                          [records](int at) { return text_at(records[at].type); });
  return found < 0 ? ServiceRules() : ServiceRules(&records[found]);
}

}  // namespace omnitrack::schema
