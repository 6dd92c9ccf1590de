#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

namespace omnitrack::schema {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

inline OrderedJson read_json(const std::filesystem::path& file) {
  std::ifstream in(file);
  return OrderedJson::parse(in);
}

/// The data that the specification was packed from: every resource type by name.
inline const std::map<std::string, OrderedJson>& all_resources() {
  static const std::map<std::string, OrderedJson> resources = [] {
    std::map<std::string, OrderedJson> all;
    for (const auto& file : std::filesystem::directory_iterator(OMNITRACK_SCHEMA "/data")) {
      const OrderedJson service = read_json(file.path());
      for (const auto& [name, record] : service["resources"].items()) all[name] = record;
    }
    return all;
  }();
  return resources;
}

}  // namespace omnitrack::schema
