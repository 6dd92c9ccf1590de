#include "schema/service_rules.hpp"

#include <cstring>

namespace omnitrack::schema {

double Term::number() const {
  double value;
  std::memcpy(&value, record_at<unsigned char>(offset(0)), sizeof value);
  return value;
}

ServiceRules::Keys ServiceRules::bit_of(std::string_view key) const {
  const Offset keys = record_->keys;
  const int found = find_in_slots<std::uint8_t>(
      record_->key_slots, record_->key_slot_mask, key,
      [keys](int at) { return text_at(list_item(keys, static_cast<std::uint32_t>(at))); });
  return found < 0 ? 0 : Keys{1} << found;
}

ServiceRules find_service_rules(std::string_view type) {
  const auto* header = record_at<HeaderRecord>(0);
  const auto* records = record_at<ServiceRulesRecord>(header->rules);
  const int found = find_in_slots<Narrow>(header->rule_slots, header->rule_slot_mask, type,
                                          [records](int at) { return text_at(records[at].type); });
  return found < 0 ? ServiceRules() : ServiceRules(&records[found]);
}

}  // namespace omnitrack::schema
