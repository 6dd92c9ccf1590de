#include "schema/service_rules.hpp"

#include <cstring>

namespace omnitrack::schema {

double Term::number() const {
  double value;
  std::memcpy(&value, record_at<unsigned char>(offset(0)), sizeof value);
  return value;
}

bool Term::is_truth() const {
  switch (op()) {
    case Op::and_:
    case Op::or_:
    case Op::not_:
    case Op::equal:
    case Op::unequal:
    case Op::less:
    case Op::at_most:
    case Op::more:
    case Op::at_least:
    case Op::in:
    case Op::has:
    case Op::missing:
    case Op::one_of:
    case Op::at_most_one:
    case Op::any_of:
    case Op::all_or_none:
    case Op::every:
    case Op::some:
    case Op::unique:
    case Op::matches:
    case Op::starts:
    case Op::ends:
    case Op::contains:
    case Op::is:
    case Op::refers:
    case Op::within:
    case Op::overlaps:
    case Op::meet:
    case Op::alone:
      return true;
    default:
      return false;
  }
}

ServiceRules find_service_rules(std::string_view type) {
  const auto* header = record_at<HeaderRecord>(0);
  const auto* records = record_at<ServiceRulesRecord>(header->rules);
  const int found = find_in_slots<Narrow>(header->rule_slots, header->rule_slot_mask, type,
                                          [records](int at) { return text_at(records[at].type); });
  return ServiceRules(found < 0 ? 0 : Offset{records[found].rules});
}

}  // namespace omnitrack::schema
