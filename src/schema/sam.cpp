#include "schema/sam.hpp"

#include "schema/records.hpp"

namespace omnitrack::schema {

std::string_view sam_facts() {
  const auto* header = record_at<HeaderRecord>(0);
  return {record_at<char>(header->sam), header->sam_size};
}

}  // namespace omnitrack::schema
