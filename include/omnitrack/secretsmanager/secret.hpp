#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>
#include <omnitrack/secretsmanager/secret_rotation.hpp>

namespace omnitrack::cfn::secretsmanager {
class ResourcePolicy;          // defined in <omnitrack/cfn/secretsmanager.hpp>
class RotationSchedule;        // defined in <omnitrack/cfn/secretsmanager.hpp>
class Secret;                  // defined in <omnitrack/cfn/secretsmanager.hpp>
class SecretTargetAttachment;  // defined in <omnitrack/cfn/secretsmanager.hpp>
enum class SecretId : char;
}  // namespace omnitrack::cfn::secretsmanager

namespace omnitrack {

namespace detail {

inline void
the_name_of_a_secret_has_1_to_512_letters_digits_and_slash_underscore_plus_equals_dot_at() {}
inline void a_generated_password_has_1_to_4096_characters() {}

struct SecretNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 512 && has_only_letters_digits_and("/_+=.@-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      the_name_of_a_secret_has_1_to_512_letters_digits_and_slash_underscore_plus_equals_dot_at();
    }
  }
};

}  // namespace detail

/// The name of a secret: 1 to 512 letters, digits and `/_+=.@-`.
using SecretName = CheckedText<detail::SecretNameRule>;
/// How many characters a generated password has.
using PasswordLength =
    CheckedNumber<detail::Between<1, 4096, detail::a_generated_password_has_1_to_4096_characters>>;

/// How Secrets Manager makes up the value of a secret.
/// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
struct GeneratedSecret {
  /// Characters that the password must not have.
  Value<std::string> exclude_characters = {};
  /// Whether the password has no small letters.
  Bool exclude_lowercase = false;
  /// Whether the password has no digits.
  Bool exclude_numbers = false;
  /// Whether the password has no punctuation.
  Bool exclude_punctuation = false;
  /// Whether the password has no capital letters.
  Bool exclude_uppercase = false;
  /// The key that the password is put under in `secret_string_template`.
  Text generate_string_key = {};
  /// Whether the password may have spaces.
  Bool include_space = false;
  /// How many characters it has, 1 to 4,096; 32 where it is left out.
  PasswordLength password_length = {};
  /// Whether it has one character at least of each kind that is not excluded.
  Bool require_each_included_type = true;
  /// A JSON object as text that the password is added to, e.g. `{"username":"admin"}`; the secret
  /// is the bare password where it is left out.
  Value<std::string> secret_string_template = {};
};

/// A copy of a secret in another region, which follows it.
struct SecretReplica {
  /// The region, e.g. `eu-west-1`.
  Required<Text, struct required_region> region;
  /// The key in that region; AWS's own where it is left out.
  KeyLink kms_key = {};
};

/// What a secret is attached to, which then adds its host, port and so on to the secret's value.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secrettargetattachment.html
enum class SecretTarget : std::uint8_t {
  rds_db_instance,
  rds_db_cluster,
  rds_db_proxy,
  redshift_cluster,
  docdb_db_instance,
  docdb_db_cluster,
};

class Secret;

/// Properties of a secret.
struct SecretProps {
  using Makes = Secret;
  Id id;
  /// What it is for, 2,048 characters at most.
  Value<std::string> description = {};
  /// How its value is made up; a password of 32 characters where nothing is said.
  Optional<GeneratedSecret> generate_secret_string = {};
  /// The key that it is encrypted with, which grants then include; AWS's own, which other accounts
  /// cannot use, where it is left out.
  KeyLink kms_key = {};
  /// The name; made up by CloudFormation where it is left out.
  SecretName name = {};
  /// What happens to the secret when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Copies in other regions.
  Items<SecretReplica> replicas = {};
  /// The value, for what other resources give; a text of the app's own can be read in the template.
  Value<std::string> secret_string = {};
};

/// A secret: AWS::SecretsManager::Secret and, as needed, AWS::SecretsManager::RotationSchedule,
/// AWS::SecretsManager::SecretTargetAttachment and AWS::SecretsManager::ResourcePolicy.
/// https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html
class Secret final : public Construct {
 public:
  Secret(Attach at, const SecretProps& props);
  Secret(Attach at, const struct ImportedSecretProps& props);

  /// A secret that is made elsewhere, by its ARN; where that lacks the six characters at its end,
  /// grants allow any. The key is needed for grants where it is the account's own.
  static Secret& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn,
                          const KeyLink& kms_key = {});
  /// A secret of this stack's region and account that is made elsewhere, by its name.
  static Secret& from_name(Construct& scope, const Id& id, const Value<std::string>& name,
                           const KeyLink& kms_key = {});

  /// Copies the secret to another region.
  void add_replica(const SecretReplica& replica);
  /// Has the value exchanged regularly; `id` names the schedule among those of the secret.
  void add_rotation(const SecretRotation& rotation, std::string_view id = "Rotation");
  /// Adds a statement to the secret's own policy; one without resources is about this secret.
  void add_to_resource_policy(PolicyStatement statement);
  /// Adds how a database is reached to the secret's value; gives what does so.
  cfn::secretsmanager::SecretTargetAttachment& attach(const Value<std::string>& target_id,
                                                      SecretTarget target);
  /// Has a client be made only after the secret has what its database is reached by; does nothing
  /// where it is attached to none.
  void make_wait(Construct& client) const;
  /// Denies everybody in the account to delete the secret, by its own policy.
  void deny_deletion();

  /// Allows actions on the secret.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to read the secret, and its versions of these stages alone where any are given.
  void grant_read(Grantee& grantee, const List<std::string>& version_stages = {}) const;
  /// Allows to put and update the value.
  void grant_write(Grantee& grantee) const;

  /// The whole value, resolved while deploying; only properties that are secret should take it.
  [[nodiscard]] Value<std::string> value() const;
  /// The value of a key of the secret's JSON object, resolved while deploying.
  [[nodiscard]] Value<std::string> field(std::string_view key) const;

  /// The ARN; of a secret that is imported by its name, without the six characters at its end.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The key that it is encrypted with; not set where that is AWS's own.
  [[nodiscard]] const KeyLink& kms_key() const { return kms_key_; }
  /// What `exclude_characters` says of the password; not set where nothing is.
  [[nodiscard]] const Value<std::string>& excluded_characters() const { return excluded_; }
  /// Whether the secret is made elsewhere.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// The secret's own resource; an error where the secret is made elsewhere.
  [[nodiscard]] cfn::secretsmanager::Secret& resource();

 private:
  void check(const SecretProps& props) const;
  void check_rotation(const SecretRotation& rotation) const;
  // The ARN as permissions need it.
  [[nodiscard]] Value<std::string> granted_arn() const;
  void rotate_by_own(cfn::secretsmanager::RotationSchedule& schedule, Function& function,
                     std::string_view id);
  void rotate_by_hosted(cfn::secretsmanager::RotationSchedule& schedule,
                        const HostedRotation& hosted);

  cfn::secretsmanager::Secret* resource_ = nullptr;  // null where the secret is made elsewhere
  Value<std::string> arn_;
  KeyLink kms_key_;
  Value<std::string> excluded_;
  bool has_partial_arn_ = false;
  PolicyDocument policy_;
  cfn::secretsmanager::ResourcePolicy* policy_resource_ = nullptr;
  cfn::secretsmanager::SecretTargetAttachment* attachment_ = nullptr;
};

}  // namespace omnitrack
