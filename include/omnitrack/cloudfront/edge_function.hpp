#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::cloudfront {
class Function;       // defined in <omnitrack/cfn/cloudfront.hpp>
class KeyValueStore;  // defined in <omnitrack/cfn/cloudfront.hpp>
enum class FunctionARN : char;
}  // namespace omnitrack::cfn::cloudfront

namespace omnitrack {

class KeyValueStore;

/// Properties of a key value store.
struct KeyValueStoreProps {
  using Makes = KeyValueStore;
  Id id;
  /// What it is for, 128 characters at most.
  Value<std::string> comment = {};
  /// A file of S3's with the first entries, by its ARN.
  Value<std::string> import_from = {};
  /// The name, unique in the account: 64 letters, digits, hyphens and underscores at most; made of
  /// the path and the region where it is left out.
  Value<std::string> name = {};
};

/// Entries that a CloudFront function can read at the edge: AWS::CloudFront::KeyValueStore.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions.html
class KeyValueStore final : public Construct {
 public:
  KeyValueStore(Attach at, const KeyValueStoreProps& props);
  KeyValueStore(Attach at, const struct ImportedKeyValueStoreProps& props);

  /// A key value store that is made elsewhere.
  static KeyValueStore& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn);

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The store's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::cloudfront::KeyValueStore& resource();

 private:
  cfn::cloudfront::KeyValueStore* resource_ = nullptr;  // null where it is made elsewhere
  Value<std::string> arn_;
};

class EdgeFunction;

/// Properties of a CloudFront function.
struct EdgeFunctionProps {
  using Makes = EdgeFunction;
  Id id;
  /// The JavaScript text with the function `handler`, 10 KB at most.
  Required<Value<std::string>, struct required_code> code;
  /// Whether it runs at once wherever it is used.
  Bool auto_publish = true;
  /// What it is for.
  Value<std::string> comment = {};
  /// The store whose entries it can read.
  Link<const KeyValueStore> key_value_store = {};
  /// The name, unique in the account: 64 letters, digits, hyphens and underscores at most; made of
  /// the path and the region where it is left out.
  Value<std::string> name = {};
};

/// A small function that looks at each request or answer at the edge: AWS::CloudFront::Function, of
/// the runtime JavaScript 2.0.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-functions.html
class EdgeFunction final : public Construct {
 public:
  EdgeFunction(Attach at, const EdgeFunctionProps& props);
  EdgeFunction(Attach at, const struct ImportedEdgeFunctionProps& props);

  /// A CloudFront function that is made elsewhere.
  static EdgeFunction& from_arn(Construct& scope, const Id& id,
                                const Value<cfn::cloudfront::FunctionARN>& arn);

  /// The ARN.
  [[nodiscard]] const Value<cfn::cloudfront::FunctionARN>& arn() const { return arn_; }
  /// The function's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::cloudfront::Function& resource();

 private:
  cfn::cloudfront::Function* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::cloudfront::FunctionARN> arn_;
};

}  // namespace omnitrack
