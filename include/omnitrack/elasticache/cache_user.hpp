#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack::cfn::elasticache {
class User;       // defined in <omnitrack/cfn/elasticache.hpp>
class UserGroup;  // defined in <omnitrack/cfn/elasticache.hpp>
enum class UserGroupId : char;
}  // namespace omnitrack::cfn::elasticache

namespace omnitrack {

namespace detail {

inline void
an_id_of_elasticache_has_1_to_40_small_letters_digits_and_single_hyphens_after_a_letter() {}

// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html
struct CacheIdRule {
  static constexpr bool fits(std::string_view id) {
    if (id.empty() || id.size() > 40 || !is_lower(id.front()) || id.back() == '-') return false;
    for (const char c : id) {
      if (!is_lower(c) && !is_digit(c) && c != '-') return false;
    }
    return id.find("--") == std::string_view::npos;
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      an_id_of_elasticache_has_1_to_40_small_letters_digits_and_single_hyphens_after_a_letter();
    }
  }
};

}  // namespace detail

/// The id of a cache, a user or a user group: a small letter, then small letters, digits and single
/// hyphens, 40 characters at most.
using CacheId = CheckedText<detail::CacheIdRule>;

/// What a cache speaks.
enum class CacheEngine : std::uint8_t {
  valkey,     ///< the open continuation of Redis
  redis,      ///< Redis OSS
  memcached,  ///< Memcached, which has no users and snapshots
};

/// How a user of a cache says who it is.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
class CacheAuthentication {
 public:
  /// By the IAM role that it acts as: see `grant_connect`.
  static CacheAuthentication iam() { return CacheAuthentication("iam"); }
  /// By one of up to two passwords of 16 to 128 characters; give them by a `Secret`.
  static CacheAuthentication passwords(const List<std::string>& passwords) {
    CacheAuthentication authentication("password");
    authentication.passwords_ = passwords;
    return authentication;
  }
  /// Not at all, which only a user that is off should.
  static CacheAuthentication none() { return CacheAuthentication("no-password-required"); }

  /// How ElastiCache calls it.
  [[nodiscard]] std::string_view type() const { return type_; }
  /// The passwords; not set where there are none.
  [[nodiscard]] const List<std::string>& passwords() const { return passwords_; }

 private:
  explicit CacheAuthentication(std::string_view type) : type_(type) {}
  std::string_view type_;
  List<std::string> passwords_;
};

class CacheUser;

/// Properties of a user of caches.
struct CacheUserProps {
  using Makes = CacheUser;
  Id id;
  /// What the user may do, e.g. `on ~orders:* +@read`, or `off ~* -@all`.
  Required<Value<std::string>, struct required_access_string> access_string;
  /// How the user says who it is.
  CacheAuthentication authentication = CacheAuthentication::iam();
  /// What the caches speak: Valkey or Redis.
  CacheEngine engine = CacheEngine::valkey;
  /// The id; made of its path and the stack's id where it is left out.
  CacheId user_id = {};
  /// The name that clients give; the id where it is left out, which IAM demands.
  Value<std::string> user_name = {};
};

/// A user of caches: AWS::ElastiCache::User.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
class CacheUser final : public Construct {
 public:
  CacheUser(Attach at, const CacheUserProps& props);

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The id.
  [[nodiscard]] Value<std::string> user_id() const;
  /// The name that clients give.
  [[nodiscard]] const Value<std::string>& user_name() const { return user_name_; }
  /// Whether IAM authenticates the user.
  [[nodiscard]] bool uses_iam() const { return uses_iam_; }
  /// The user's own resource.
  [[nodiscard]] cfn::elasticache::User& resource() { return *resource_; }

 private:
  cfn::elasticache::User* resource_;
  Value<std::string> user_name_;
  bool uses_iam_;
};

class CacheUserGroup;

/// Properties of a group of users.
struct CacheUserGroupProps {
  using Makes = CacheUserGroup;
  Id id;
  /// The users; of Redis, one with the name `default` among them.
  Required<Items<Link<const CacheUser>>, struct required_users> users;
  /// What the caches speak: Valkey, whose groups can have users of Redis too, or Redis.
  CacheEngine engine = CacheEngine::valkey;
  /// The id; made of its path and the stack's id where it is left out.
  CacheId user_group_id = {};
};

/// The users that may connect to a cache: AWS::ElastiCache::UserGroup.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
class CacheUserGroup final : public Construct {
 public:
  CacheUserGroup(Attach at, const CacheUserGroupProps& props);

  /// The id, which `RedisReplication::user_group_ids` takes.
  [[nodiscard]] Value<std::string> user_group_id() const;
  /// The group's own resource.
  [[nodiscard]] cfn::elasticache::UserGroup& resource() { return *resource_; }

 private:
  cfn::elasticache::UserGroup* resource_;
};

}  // namespace omnitrack
