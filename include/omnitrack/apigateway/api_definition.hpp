#pragma once

#include <omnitrack/json.hpp>
#include <omnitrack/link.hpp>

namespace omnitrack {

class Bucket;

/// What an API has by an OpenAPI document: its paths, integrations and authorizers. Functions that
/// the document names let the API in by `add_permission`.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
class ApiDefinition {
 public:
  /// None.
  ApiDefinition() = default;
  /// A document in the app, with references to what the app makes.
  static ApiDefinition json(const Json& document) {
    ApiDefinition definition;
    definition.json_ = document;
    return definition;
  }
  /// A file in JSON or YAML, which is uploaded as it is. A relative path is seen from the working
  /// folder of the synth.
  static ApiDefinition file(std::string_view path) {
    ApiDefinition definition;
    definition.path_ = path;
    return definition;
  }
  /// A file in a bucket.
  static ApiDefinition s3(const Link<const Bucket>& bucket, const Value<std::string>& key,
                          const Value<std::string>& version = {}) {
    ApiDefinition definition;
    definition.bucket_ = bucket;
    definition.key_ = key;
    definition.version_ = version;
    return definition;
  }

  /// Whether there is one.
  [[nodiscard]] bool is_set() const { return json_.is_set() || !path_.empty() || bucket_.is_set(); }
  /// The document; not set where it is a file.
  [[nodiscard]] const Value<Json>& document() const { return json_; }
  /// The path of the file to upload; empty where there is none.
  [[nodiscard]] const Text& path() const { return path_; }
  /// The bucket of the file that is there already.
  [[nodiscard]] const Link<const Bucket>& bucket() const { return bucket_; }
  /// Its key.
  [[nodiscard]] const Value<std::string>& key() const { return key_; }
  /// Its version.
  [[nodiscard]] const Value<std::string>& version() const { return version_; }

 private:
  Value<Json> json_;
  Text path_;
  Link<const Bucket> bucket_;
  Value<std::string> key_;
  Value<std::string> version_;
};

}  // namespace omnitrack
