#include "omnitrack/elasticache/cache_user.hpp"

#include <string>

#include "../unique_name.hpp"
#include "cache_access.hpp"
#include <omnitrack/cfn/elasticache.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

constexpr std::size_t longest_cache_id = 40;

std::string_view name_of(CacheEngine engine) {
  return engine == CacheEngine::redis ? "redis" : "valkey";
}

void check_id(const Construct& at, const CacheId& id) {
  if (!id.is_broken()) return;
  at.error(codes::OT3541, "'" + std::string(id.text()) + "' is not an id for users of caches",
           "begin with a small letter, then use small letters, digits and single hyphens, 40 "
           "characters at most");
}

void check_engine(const Construct& at, CacheEngine engine) {
  if (engine != CacheEngine::memcached) return;
  at.error(codes::OT3542, "Memcached has no users", "take CacheEngine::valkey or redis");
}

}  // namespace

CacheUser::CacheUser(Attach at, const CacheUserProps& props)
    : Construct(std::move(at)), uses_iam_(props.authentication.type() == "iam") {
  using Mode = cfn::elasticache::user::AuthenticationMode;
  check_id(*this, props.user_id);
  check_engine(*this, props.engine);
  const Value<std::string> user_id =
      props.user_id.is_set() ? props.user_id.value() : unique_name(*this, longest_cache_id);
  user_name_ = props.user_name.is_set() ? props.user_name : user_id;
  resource_ = &add(cfn::elasticache::UserProps{
      .id = primary(),
      .engine = as<cfn::elasticache::UserProps::Engine>(name_of(props.engine)),
      .user_id = user_id,
      .user_name = user_name_,
      .access_string = props.access_string,
      .authentication_mode = Mode{.type = as<Mode::Type>(props.authentication.type()),
                                  .passwords = props.authentication.passwords()},
  });
  const bool has_other_name =
      props.user_name.is_literal_text() &&
      (!props.user_id.is_text() || props.user_name.literal_text() != props.user_id.text());
  if (uses_iam_ && has_other_name) {
    error(codes::OT3543, "a user that IAM authenticates has a name and another id",
          "leave user_name out: clients give the id");
  }
}

Value<std::string> CacheUser::arn() const { return resource_->attr_arn(); }

Value<std::string> CacheUser::user_id() const { return resource_->ref(); }

CacheUserGroup::CacheUserGroup(Attach at, const CacheUserGroupProps& props)
    : Construct(std::move(at)) {
  check_id(*this, props.user_group_id);
  check_engine(*this, props.engine);
  List<cfn::elasticache::UserId> ids;
  bool may_have_default = false;
  for (const Link<const CacheUser>& user : props.users) {
    ids.add(as<cfn::elasticache::UserId>(user->user_id()));
    may_have_default = may_have_default || elasticache::may_be_default(*user);
  }
  if (props.engine == CacheEngine::redis && !may_have_default) {
    error(codes::OT3544, "a group of users of Redis has none with the name 'default'",
          "add one, which is off where nobody shall be it");
  }
  resource_ = &add(cfn::elasticache::UserGroupProps{
      .id = primary(),
      .engine = as<cfn::elasticache::UserGroupProps::Engine>(name_of(props.engine)),
      .user_group_id = props.user_group_id.is_set() ? props.user_group_id.value()
                                                    : unique_name(*this, longest_cache_id),
      .user_ids = ids,
  });
}

Value<std::string> CacheUserGroup::user_group_id() const { return resource_->untyped_ref(); }

}  // namespace omnitrack
