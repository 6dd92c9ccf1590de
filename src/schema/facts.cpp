#include "schema/facts.hpp"

namespace omnitrack::schema {

FactList find_facts(FactKind kind, std::string_view subject) {
  const auto* header = record_at<HeaderRecord>(0);
  const auto* records = record_at<FactsRecord>(header->facts);
  const int found =
      find_in_slots<Narrow>(header->fact_slots, header->fact_slot_mask, subject,
                            [records](int at) { return text_at(records[at].subject); });
  if (found < 0) return {};
  const auto& record = records[found];
  const auto index = static_cast<std::size_t>(kind);
  return {record.lists[index], record_at<unsigned char>(header->fact_columns)[index]};
}

}  // namespace omnitrack::schema
