#include "omnitrack/stepfunctions/activity.hpp"

#include <string>

#include "../imported.hpp"
#include "stepfunctions_encryption.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What an activity that is made elsewhere is made of.
struct ImportedActivityProps {
  using Makes = Activity;
  Id id;
  Value<std::string> arn;
  Value<std::string> name;
};

namespace {

// CloudFormation makes up no name for an activity.
Value<std::string> activity_name_of(const Construct& activity, const ActivityProps& props) {
  if (props.activity_name.is_set()) return props.activity_name.value();
  return concat(activity.stack().stack_name(), "-", activity.id());
}

}  // namespace

Activity::Activity(Attach at, const ActivityProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::stepfunctions::ActivityProps{
          .id = primary(),
          .name = activity_name_of(*this, props),
          .encryption_configuration =
              stepfunctions::encryption_by(*this, props.kms_key, props.kms_data_key_reuse),
      })),
      arn_(resource_->ref()),
      name_(resource_->attr_name()),
      kms_key_(props.kms_key) {
  if (props.activity_name.is_broken()) {
    error(codes::OT3228,
          "'" + std::string(props.activity_name.text()) + "' is not a name for an activity",
          "use 1 to 80 letters, digits, '-' and '_'");
  }
}

Activity::Activity(Attach at, const ImportedActivityProps& props)
    : Construct(std::move(at)), arn_(props.arn), name_(props.name) {}

Activity& Activity::from_arn(Construct& scope, const Id& id, const Value<std::string>& arn) {
  return scope.add(
      ImportedActivityProps{.id = id, .arn = arn, .name = fn::select(6, fn::split(":", arn))});
}

Activity& Activity::from_name(Construct& scope, const Id& id, const Value<std::string>& name) {
  return scope.add(ImportedActivityProps{
      .id = id, .arn = scope.stack().arn("states", concat("activity:", name)), .name = name});
}

void Activity::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

void Activity::grant_work(Grantee& grantee) const {
  grant(grantee, {"states:GetActivityTask", "states:SendTaskFailure", "states:SendTaskHeartbeat",
                  "states:SendTaskSuccess"});
  allow_scheduling(grantee);
}

// https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
void Activity::allow_scheduling(Grantee& grantee) const {
  if (!kms_key_.is_set()) return;
  grantee.add_to_policy({
      .actions = {"kms:Decrypt", "kms:GenerateDataKey"},
      .conditions = {{"StringEquals",
                      Json::object({{"kms:EncryptionContext:aws:states:activityArn", arn()}})}},
      .resources = {kms_key_.arn()},
  });
}

Metric Activity::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/States",
                     .metric_name = metric_name,
                     .dimensions = {{"ActivityArn", arn()}}};
}

cfn::stepfunctions::Activity& Activity::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::stepfunctions::ActivityProps{.id = primary(), .name = name_});
  }
  return *resource_;
}

}  // namespace omnitrack
