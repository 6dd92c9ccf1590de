#pragma once

#include <omnitrack/link.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

class AnyFunction;
class UserPool;

/// Who may call a GraphQL API.
/// https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
class GraphqlAuth {
 public:
  /// What tells who calls.
  enum class Kind : std::uint8_t { api_key, iam, user_pool, function, open_id };

  /// Whoever has a key, which is no secret of a browser's; the API makes one.
  static GraphqlAuth api_key() { return GraphqlAuth(Kind::api_key); }
  /// Whom a policy of IAM lets: see `GraphqlApi::grant_query`.
  static GraphqlAuth iam() { return GraphqlAuth(Kind::iam); }
  /// Users of a pool; those of some clients alone, where a regular expression of their ids is
  /// given.
  static GraphqlAuth user_pool(const UserPool& pool, const Value<std::string>& client_regex = {}) {
    GraphqlAuth made(Kind::user_pool);
    made.pool_ = &pool;
    made.text_ = client_regex;
    return made;
  }
  /// Whom a function lets, which the API may then call; its answers are kept for some seconds, up
  /// to 3,600.
  static GraphqlAuth function(AnyFunction& function, const Value<std::int64_t>& cache_ttl = 300) {
    GraphqlAuth made(Kind::function);
    made.function_ = &function;
    made.cache_ttl_ = cache_ttl;
    return made;
  }
  /// Users of an issuer of OpenID Connect, by its URL; with the regular expression of its clients'
  /// ids.
  static GraphqlAuth open_id(const Value<std::string>& issuer,
                             const Value<std::string>& client_id = {}) {
    GraphqlAuth made(Kind::open_id);
    made.text_ = issuer;
    made.client_id_ = client_id;
    return made;
  }

  /// What tells who calls.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The pool; null of another kind.
  [[nodiscard]] const UserPool* pool() const { return pool_; }
  /// The function; null of another kind.
  [[nodiscard]] AnyFunction* authorizer() const { return function_; }
  /// The regular expression of a pool's clients, or the issuer.
  [[nodiscard]] const Value<std::string>& text() const { return text_; }
  /// The regular expression of an issuer's clients.
  [[nodiscard]] const Value<std::string>& client_id() const { return client_id_; }
  /// For how many seconds a function's answer is kept.
  [[nodiscard]] const Value<std::int64_t>& cache_ttl() const { return cache_ttl_; }

 private:
  explicit GraphqlAuth(Kind kind) : kind_(kind) {}
  Kind kind_;
  const UserPool* pool_ = nullptr;
  AnyFunction* function_ = nullptr;
  Value<std::string> text_;
  Value<std::string> client_id_;
  Value<std::int64_t> cache_ttl_;
};

}  // namespace omnitrack
