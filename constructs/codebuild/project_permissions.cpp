#include <string>

#include "../iam/inline_grantee.hpp"
#include "project_parts.hpp"
#include <omnitrack/codeconnections/connection.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

// A name has six characters behind it in the ARN.
SecretLink secret_to_read(const Stack& stack, const SecretLink& secret) {
  const Value<std::string>& given = secret.arn();
  if (!given.is_literal_text() || given.literal_text().starts_with("arn:")) return secret;
  return stack.arn("secretsmanager", concat("secret:", given, "-??????"));
}

Value<std::string> parameter_arn(const Stack& stack, const Value<std::string>& name) {
  std::string_view text = name.literal_text();
  if (!name.is_literal_text()) return stack.arn("ssm", concat("parameter/", name));
  if (text.starts_with('/')) text.remove_prefix(1);
  return stack.arn("ssm", concat("parameter/", text));
}

// https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access-control.html#customer-managed-policies-example-create-vpc-network-interface
void allow_vpc(Role& role, const Stack& stack, const Vpc& vpc) {
  role.add_inline_statement({
      .actions = {"ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
                  "ec2:DescribeDhcpOptions", "ec2:DescribeNetworkInterfaces",
                  "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"},
      .resources = {"*"},
  });
  role.add_inline_statement({
      .actions = {"ec2:CreateNetworkInterfacePermission"},
      .conditions = {{"StringEquals",
                      Json::object({{"ec2:AuthorizedService", "codebuild.amazonaws.com"}})},
                     {"ArnEquals",
                      Json::object({{"ec2:Vpc", stack.arn("ec2", concat("vpc/", vpc.id()))}})}},
      .resources = {stack.arn("ec2", "network-interface/*")},
  });
}

// https://docs.aws.amazon.com/codebuild/latest/userguide/sample-ecr.html
void allow_image(Role& role, const BuildImage& image) {
  InlineGrantee itself(role);
  image.secret().grant_value(itself);
  if (!image.repository_arn().is_set()) return;
  role.add_inline_statement({
      .actions = {"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage",
                  "ecr:GetDownloadUrlForLayer"},
      .resources = {image.repository_arn()},
  });
  role.add_inline_statement({.actions = {"ecr:GetAuthorizationToken"}, .resources = {"*"}});
}

}  // namespace

void BuildProject::allow_source(const BuildSource& source) {
  if (source.bucket().is_set()) source.bucket()->grant_read(*role_);
  if (source.repository_arn().is_set()) {
    role_->add_inline_statement(
        {.actions = {"codecommit:GitPull"}, .resources = {source.repository_arn()}});
  }
  if (source.repository().connection.is_set()) {
    InlineGrantee itself(*role_);
    source.repository().connection->grant_token(itself);
  }
}

void BuildProject::give_permissions(const BuildProjectProps& props) {
  allow_source(props.source);
  for (const BuildSource& each : props.secondary_sources) allow_source(each);
  if (props.artifacts) props.artifacts->bucket->grant_put(*role_);
  for (const BuildArtifacts& each : props.secondary_artifacts) each.bucket->grant_put(*role_);
  if (props.cache.bucket().is_set()) {
    const std::string_view prefix = props.cache.prefix();
    props.cache.bucket()->grant_read(*role_, prefix);
    props.cache.bucket()->grant_put(*role_, prefix);
  }
  InlineGrantee itself(*role_);
  props.kms_key.grant(itself, {"kms:Decrypt", "kms:DescribeKey", "kms:Encrypt",
                               "kms:GenerateDataKey*", "kms:ReEncrypt*"});
  const Node& parameters = props.parameters.node();
  if (parameters.kind == NodeKind::object) {
    for (std::uint32_t i = 0; i < parameters.size; ++i) {
      const auto name = Value<std::string>::from_node(parameters.fields[i].value);
      itself.add_to_policy(
          {.actions = {"ssm:GetParameters"}, .resources = {parameter_arn(stack(), name)}});
    }
  }
  for (const BuildSecret& secret : props.secrets) {
    secret_to_read(stack(), secret.secret).grant_value(itself);
    secret.kms_key.grant(itself, {"kms:Decrypt"},
                         concat("secretsmanager.", stack().region(), ".", stack().url_suffix()));
  }
  allow_image(*role_, props.image);
  if (props.vpc.is_set()) allow_vpc(*role_, stack(), *props.vpc);
  // The build's specification names report groups behind the project's name.
  // https://docs.aws.amazon.com/codebuild/latest/userguide/test-report-group-naming.html
  if (!props.grant_reports) return;
  role_->add_to_policy({
      .actions = {"codebuild:BatchPutCodeCoverages", "codebuild:BatchPutTestCases",
                  "codebuild:CreateReport", "codebuild:CreateReportGroup",
                  "codebuild:UpdateReport"},
      .resources = {stack().arn("codebuild", concat("report-group/", name(), "-*"))},
  });
}

}  // namespace omnitrack
