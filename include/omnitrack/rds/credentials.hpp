#pragma once

#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack {

/// How the secret of a database's administrator is made.
struct GeneratedCredentials {
  /// The key that the secret is encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// Copies of the secret in other regions.
  Items<SecretReplica> replicas = {};
  /// The name of the secret; made up by CloudFormation where it is left out.
  SecretName secret_name = {};
};

/// Who administers a database, and where the password is kept.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
class DatabaseCredentials {
 public:
  /// Where the password is kept.
  enum class Kind : std::uint8_t { generated, of_secret, managed_by_rds, given };

  /// A secret of the app with a password that is made up; the engine's usual name where none is
  /// given.
  static DatabaseCredentials generated(const Value<std::string>& username = {},
                                       const GeneratedCredentials& options = {});
  /// A secret that has the keys `username` and `password`.
  static DatabaseCredentials of_secret(Secret& secret);
  /// A secret that RDS makes and rotates every week; the engine's usual name where none is given.
  static DatabaseCredentials managed_by_rds(const Value<std::string>& username = {},
                                            const KeyLink& kms_key = {});
  /// A password of one's own, which should be a reference, e.g. one by `secret`.
  static DatabaseCredentials given(const Value<std::string>& username,
                                   const Value<std::string>& password);

  /// Where the password is kept.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The administrator's name; not set where it is the engine's usual one.
  [[nodiscard]] const Value<std::string>& username() const { return username_; }
  /// The password of `given`.
  [[nodiscard]] const Value<std::string>& password() const { return password_; }
  /// The secret of `of_secret`.
  [[nodiscard]] const Link<Secret>& secret() const { return secret_; }
  /// How the secret is made.
  [[nodiscard]] const GeneratedCredentials& options() const { return options_; }

 private:
  explicit DatabaseCredentials(Kind kind) : kind_(kind) {}
  Kind kind_;
  Value<std::string> username_;
  Value<std::string> password_;
  Link<Secret> secret_;
  GeneratedCredentials options_;
};

}  // namespace omnitrack
