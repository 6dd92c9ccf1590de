#pragma once

#include <string>
#include <vector>

#include "shared.hpp"

namespace omnitrack {

// What a table remembers until the app is synthesized.
struct Table::State {
  enum class What : std::uint8_t { read, write, stream, chosen };
  struct Grant {
    Grantee* grantee;
    What what;
    List<std::string> actions;
  };

  std::vector<dynamodb::KnownAttribute> attributes = {};
  std::vector<std::string> index_names = {};
  std::vector<Grant> grants = {};
  std::size_t global_indexes = 0;
  std::size_t local_indexes = 0;
  std::size_t included_attributes = 0;
  TableBilling billing;
  KeyLink encryption_key;
  PolicyDocument resource_policy;
  bool has_sort_key;
  bool has_stream;
  Value<std::string> stream_arn = {};  // of a table that is made elsewhere
  bool is_told_of_stream = false;      // its absence is told once
};

}  // namespace omnitrack
