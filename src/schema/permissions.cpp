#include "schema/permissions.hpp"

#include "schema/records.hpp"

namespace omnitrack::schema {

std::string_view permission_facts() {
  const auto* header = record_at<HeaderRecord>(0);
  return {record_at<char>(header->permissions), header->permissions_size};
}

}  // namespace omnitrack::schema
