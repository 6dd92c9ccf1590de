#include "omnitrack/ssm/parameter.hpp"

#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/ssm.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a parameter with a text that is made elsewhere is made of.
struct ImportedStringParameterProps {
  using Makes = StringParameter;
  Id id;
  Text name;
  unsigned version;
  KeyLink kms_key;
};

/// What a parameter with a list that is made elsewhere is made of.
struct ImportedStringListParameterProps {
  using Makes = StringListParameter;
  Id id;
  Text name;
  unsigned version;
};

namespace {

constexpr std::size_t most_bytes_of_standard = 4096;
constexpr std::size_t most_bytes_of_advanced = 8192;

Value<cfn::ssm::ParameterProps::Tier> tier_of(SsmTier tier) {
  switch (tier) {
    case SsmTier::standard:
      break;
    case SsmTier::advanced:
      return cfn::ssm::ParameterProps::Tier::advanced;
    case SsmTier::intelligent_tiering:
      return cfn::ssm::ParameterProps::Tier::intelligent_tiering;
  }
  return {};
}

// A name of several levels begins with the slash that its ARN has already.
// https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
Value<std::string> arn_of(const Stack& stack, const Value<std::string>& name, bool is_in_path) {
  return stack.arn("ssm", concat(is_in_path ? "parameter" : "parameter/", name));
}

// Whether a name has levels, as far as its text is known.
bool begins_with_slash(const Node& name) {
  if (name.kind == NodeKind::string) return name.string().starts_with('/');
  return name.kind == NodeKind::function && name.call->function == Intrinsic::concat &&
         name.call->count > 0 && begins_with_slash(name.call->arguments[0]);
}

void allow_reading(Grantee& grantee, const Value<std::string>& arn) {
  grantee.add_to_policy(
      {.actions = {"ssm:GetParameter", "ssm:GetParameterHistory", "ssm:GetParameters"},
       .resources = {arn}});
}

void allow_writing(Grantee& grantee, const Value<std::string>& arn) {
  grantee.add_to_policy({.actions = {"ssm:PutParameter"}, .resources = {arn}});
}

void check_name(const Construct& at, std::string_view name) {
  if (detail::SsmNameRule::fits(name)) return;
  at.error(codes::OT3520, "'" + std::string(name) + "' is not a name for a parameter",
           "use letters, digits, '_', '.' and '-' in up to 15 levels that each begin with '/', not "
           "beginning with aws or ssm");
}

void check_size(const Construct& at, std::string_view value, SsmTier tier) {
  const std::size_t most =
      tier == SsmTier::standard ? most_bytes_of_standard : most_bytes_of_advanced;
  if (value.size() > most) {
    at.error(codes::OT3521,
             "the value has " + std::to_string(value.size()) + " bytes, which is too much",
             "a standard parameter has 4096 at most, an advanced one 8192");
  }
}

}  // namespace

StringParameter::StringParameter(Attach at, const StringParameterProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ssm::ParameterProps{
          .id = primary(),
          .type = cfn::ssm::ParameterProps::Type::string,
          .value = props.value,
          .allowed_pattern = props.allowed_pattern,
          .description = props.description,
          .name = props.name.value(),
          .tier = tier_of(props.tier),
      })),
      name_(resource_->ref()),
      value_(resource_->attr_value()),
      is_in_path_(begins_with_slash(props.name.value().node())) {
  if (props.data_type == SsmDataType::ec2_image) {
    resource_->props.data_type = cfn::ssm::ParameterProps::DataType::aws_ec2_image;
  }
  resource_->set_removal_policy(props.removal_policy);
  if (props.name.is_text()) check_name(*this, props.name.text());
  check_size(*this, props.value.literal_text(), props.tier);
}

StringParameter::StringParameter(Attach at, const ImportedStringParameterProps& props)
    : Construct(std::move(at)),
      name_(Value<std::string>(props.name)),
      value_(ssm_parameter(props.name, props.version)),
      kms_key_(props.kms_key),
      is_in_path_(props.name.text().starts_with('/')) {}

StringParameter& StringParameter::from_name(Construct& scope, const Id& id, const Text& name,
                                            unsigned version, const KeyLink& kms_key) {
  return scope.add(
      ImportedStringParameterProps{.id = id, .name = name, .version = version, .kms_key = kms_key});
}

Value<std::string> StringParameter::value_for(Construct& scope, const Id& id, const Text& name) {
  return scope
      .add(ParameterProps{
          .id = id,
          .default_value = Json(name.text()),
          .type = ParameterType::ssm_string,
      })
      .value();
}

void StringParameter::grant_read(Grantee& grantee) const {
  allow_reading(grantee, arn());
  kms_key_.grant(grantee, {"kms:Decrypt"},
                 concat("ssm.", stack().region(), ".", stack().url_suffix()));
}

void StringParameter::grant_write(Grantee& grantee) const {
  allow_writing(grantee, arn());
  kms_key_.grant(grantee, {"kms:Encrypt", "kms:GenerateDataKey"},
                 concat("ssm.", stack().region(), ".", stack().url_suffix()));
}

Value<std::string> StringParameter::arn() const { return arn_of(stack(), name_, is_in_path_); }

cfn::ssm::Parameter& StringParameter::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ssm::ParameterProps{
        .id = primary(), .type = cfn::ssm::ParameterProps::Type::string, .value = value_});
  }
  return *resource_;
}

StringListParameter::StringListParameter(Attach at, const StringListParameterProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ssm::ParameterProps{
          .id = primary(),
          .type = cfn::ssm::ParameterProps::Type::string_list,
          .value = fn::join(",", props.values),
          .allowed_pattern = props.allowed_pattern,
          .description = props.description,
          .name = props.name.value(),
          .tier = tier_of(props.tier),
      })),
      name_(resource_->ref()),
      values_(fn::split(",", resource_->attr_value())),
      is_in_path_(begins_with_slash(props.name.value().node())) {
  resource_->set_removal_policy(props.removal_policy);
  if (props.name.is_text()) check_name(*this, props.name.text());
  const Node& list = props.values.node();
  if (list.kind != NodeKind::list) return;
  for (std::uint32_t i = 0; i < list.size; ++i) {
    if (list.items[i].kind != NodeKind::string) continue;
    const std::string_view text = list.items[i].string();
    if (text.find(',') == std::string_view::npos) continue;
    error(codes::OT3522, "'" + std::string(text) + "' in a list of texts has a comma",
          "give its parts one by one: a comma parts the texts");
  }
}

StringListParameter::StringListParameter(Attach at, const ImportedStringListParameterProps& props)
    : Construct(std::move(at)),
      name_(Value<std::string>(props.name)),
      values_(fn::split(",", ssm_parameter(props.name, props.version))),
      is_in_path_(props.name.text().starts_with('/')) {}

StringListParameter& StringListParameter::from_name(Construct& scope, const Id& id,
                                                    const Text& name, unsigned version) {
  return scope.add(ImportedStringListParameterProps{.id = id, .name = name, .version = version});
}

void StringListParameter::grant_read(Grantee& grantee) const { allow_reading(grantee, arn()); }

void StringListParameter::grant_write(Grantee& grantee) const { allow_writing(grantee, arn()); }

Value<std::string> StringListParameter::arn() const { return arn_of(stack(), name_, is_in_path_); }

cfn::ssm::Parameter& StringListParameter::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ssm::ParameterProps{.id = primary(),
                                              .type = cfn::ssm::ParameterProps::Type::string_list,
                                              .value = fn::join(",", values_)});
  }
  return *resource_;
}

}  // namespace omnitrack
