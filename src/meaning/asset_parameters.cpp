#include "meaning/asset_parameters.hpp"

namespace omnitrack::meaning {

// https://docs.aws.amazon.com/cdk/v2/guide/assets.html
bool is_asset_parameter(std::string_view name) {
  constexpr std::string_view prefix = "AssetParameters";
  constexpr std::size_t hash_size = 64;
  if (!name.starts_with(prefix) || name.size() < prefix.size() + hash_size) return false;
  return name.substr(prefix.size(), hash_size).find_first_not_of("0123456789abcdef") == name.npos;
}

}  // namespace omnitrack::meaning
