#include "omnitrack/secretsmanager/secret.hpp"

#include <string>

#include "../iam/let_in.hpp"
#include "../imported.hpp"
#include <omnitrack/cfn/secretsmanager.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace sm = cfn::secretsmanager;

/// What a secret that is made elsewhere is made of.
struct ImportedSecretProps {
  using Makes = Secret;
  Id id;
  Value<std::string> arn;
  KeyLink kms_key;
  bool has_partial_arn;
};

namespace {

constexpr std::string_view target_types[] = {
    "AWS::RDS::DBInstance",   "AWS::RDS::DBCluster",    "AWS::RDS::DBProxy",
    "AWS::Redshift::Cluster", "AWS::DocDB::DBInstance", "AWS::DocDB::DBCluster",
};

Value<bool> if_true(bool value) { return value ? Value<bool>(true) : Value<bool>(); }

sm::secret::GenerateSecretString generated(const GeneratedSecret& options) {
  sm::secret::GenerateSecretString made{
      .exclude_characters = options.exclude_characters,
      .exclude_lowercase = if_true(options.exclude_lowercase),
      .exclude_numbers = if_true(options.exclude_numbers),
      .exclude_punctuation = if_true(options.exclude_punctuation),
      .exclude_uppercase = if_true(options.exclude_uppercase),
      .include_space = if_true(options.include_space),
      .password_length = options.password_length.value(),
      .secret_string_template = options.secret_string_template,
  };
  if (!options.generate_string_key.empty()) made.generate_string_key = options.generate_string_key;
  if (!options.require_each_included_type) made.require_each_included_type = false;
  return made;
}

// Secrets Manager adds a hyphen and six characters to the name.
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
bool is_partial(const Value<std::string>& arn) {
  if (!arn.is_literal_text()) return false;
  const std::string_view text = arn.literal_text();
  if (text.size() < 7 || text[text.size() - 7] != '-') return true;
  return !detail::has_only_letters_digits_and("", text.substr(text.size() - 6));
}

std::string_view template_of(const Value<std::string>& text) {
  const std::string_view literal = text.literal_text();
  const std::size_t begin = literal.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view{} : literal.substr(begin);
}

}  // namespace

Secret::Secret(Attach at, const SecretProps& props)
    : Construct(std::move(at)),
      resource_(&add(sm::SecretProps{
          .id = primary(),
          .description = props.description,
          .kms_key_id = props.kms_key.arn(),
          .name = props.name.value(),
          .secret_string = props.secret_string,
      })),
      arn_(resource_->ref()),
      kms_key_(props.kms_key) {
  check(props);
  if (!props.secret_string.is_set()) {
    const GeneratedSecret options = props.generate_secret_string.value_or(GeneratedSecret{});
    resource_->props.generate_secret_string = generated(options);
    excluded_ = options.exclude_characters;
  }
  resource_->set_removal_policy(props.removal_policy);
  for (const SecretReplica& replica : props.replicas) add_replica(replica);
}

Secret::Secret(Attach at, const ImportedSecretProps& props)
    : Construct(std::move(at)),
      arn_(props.arn),
      kms_key_(props.kms_key),
      has_partial_arn_(props.has_partial_arn) {}

Secret& Secret::from_arn(Construct& scope, const Id& id, const Value<std::string>& arn,
                         const KeyLink& kms_key) {
  return scope.add(ImportedSecretProps{
      .id = id, .arn = arn, .kms_key = kms_key, .has_partial_arn = is_partial(arn)});
}

Secret& Secret::from_name(Construct& scope, const Id& id, const Value<std::string>& name,
                          const KeyLink& kms_key) {
  return scope.add(
      ImportedSecretProps{.id = id,
                          .arn = scope.stack().arn("secretsmanager", concat("secret:", name)),
                          .kms_key = kms_key,
                          .has_partial_arn = true});
}

void Secret::check(const SecretProps& props) const {
  if (props.name.is_broken()) {
    error(codes::OT3510, "'" + std::string(props.name.text()) + "' is not a name for a secret",
          "use 1 to 512 letters, digits and '/_+=.@-'");
  }
  if (props.secret_string.is_set() && props.generate_secret_string) {
    error(codes::OT3511, "a secret has both a value and options for a generated one",
          "leave out secret_string or generate_secret_string");
  }
  if (props.secret_string.is_literal_text() &&
      !props.secret_string.literal_text().starts_with("{{resolve:")) {
    warning(codes::OT3512, "the value of the secret can be read in the template",
            "have it generated, or set it after the deployment");
  }
  if (!props.generate_secret_string) return;
  const GeneratedSecret& options = *props.generate_secret_string;
  if (options.generate_string_key.empty() == options.secret_string_template.is_set()) {
    error(codes::OT3513,
          options.generate_string_key.empty()
              ? "a secret has a template without a key for the password"
              : "a secret has a key for the password without a template",
          "give both secret_string_template and generate_string_key, or neither");
  }
  if (options.secret_string_template.is_literal_text() &&
      !template_of(options.secret_string_template).starts_with('{')) {
    error(codes::OT3513, "the template of a secret is not a JSON object",
          R"(write one such as {"username":"admin"})");
  }
  if (options.password_length.is_broken()) {
    error(codes::OT3514,
          "password_length is " + std::to_string(options.password_length.number()) +
              ", which is out of bounds",
          "it is 1 to 4096");
  }
}

void Secret::add_replica(const SecretReplica& replica) {
  resource().props.replica_regions.add(
      sm::secret::ReplicaRegion{.region = replica.region, .kms_key_id = replica.kms_key.arn()});
}

void Secret::add_to_resource_policy(PolicyStatement statement) {
  if (is_imported()) return refuse_of_imported(*this, "a statement of its policy");
  if (!statement.resources.is_set()) statement.resources = {"*"};
  policy_.add(statement);
  if (policy_resource_ == nullptr) {
    policy_resource_ = &add(sm::ResourcePolicyProps{
        .id = child("Policy"),
        .resource_policy = policy_.json(),
        .secret_id = resource_->ref(),
        .block_public_policy = true,
    });
  }
  policy_resource_->props.resource_policy = policy_.json();
}

sm::SecretTargetAttachment& Secret::attach(const Value<std::string>& target_id,
                                           SecretTarget target) {
  if (attachment_ != nullptr) {
    error(codes::OT3515, "a secret is attached to two databases",
          "make a secret for each of them: it holds the host of one");
    return *attachment_;
  }
  attachment_ = &add(sm::SecretTargetAttachmentProps{
      .id = child("Attachment"),
      .secret_id = arn_,
      .target_id = target_id,
      .target_type = target_types[static_cast<std::size_t>(target)],
  });
  return *attachment_;
}

void Secret::make_wait(Construct& client) const {
  if (attachment_ != nullptr) client.depends_on(*attachment_);
}

void Secret::deny_deletion() {
  add_to_resource_policy({
      .actions = {"secretsmanager:DeleteSecret"},
      .effect = Effect::deny,
      .principals = PolicyPrincipal::aws(
          concat("arn:", stack().partition(), ":iam::", stack().account(), ":root")),
  });
}

Value<std::string> Secret::granted_arn() const {
  return has_partial_arn_ ? concat(arn_, "-??????") : arn_;
}

void Secret::grant(Grantee& grantee, const List<std::string>& actions) const {
  iam::let_in(*this, grantee, {.actions = actions, .resources = {granted_arn()}});
}

// https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
void Secret::grant_read(Grantee& grantee, const List<std::string>& version_stages) const {
  PolicyStatement statement{
      .actions = {"secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"},
      .resources = {granted_arn()},
  };
  if (version_stages.is_set()) {
    statement.conditions = {{"ForAnyValue:StringEquals",
                             Json::object({{"secretsmanager:VersionStage", version_stages}})}};
  }
  iam::let_in(*this, grantee, statement);
  kms_key_.grant(grantee, {"kms:Decrypt"},
                 concat("secretsmanager.", stack().region(), ".", stack().url_suffix()));
}

void Secret::grant_write(Grantee& grantee) const {
  grant(grantee, {"secretsmanager:PutSecretValue", "secretsmanager:UpdateSecret",
                  "secretsmanager:UpdateSecretVersionStage"});
  kms_key_.grant(grantee, {"kms:Decrypt", "kms:GenerateDataKey"},
                 concat("secretsmanager.", stack().region(), ".", stack().url_suffix()));
}

Value<std::string> Secret::value() const { return secret({.secret_id = arn_}); }

Value<std::string> Secret::field(std::string_view key) const {
  return secret({.secret_id = arn_, .json_key = key});
}

sm::Secret& Secret::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(sm::SecretProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
