#pragma once

#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::codecommit {
class Repository;  // defined in <omnitrack/cfn/codecommit.hpp>
}  // namespace omnitrack::cfn::codecommit

namespace omnitrack {

class CodeRepository;

/// Properties of a repository of code.
struct CodeRepositoryProps {
  using Makes = CodeRepository;
  Id id;
  /// The name: 1 to 100 letters, digits, `.`, `-` and `_`.
  Required<Value<std::string>, struct required_name> name;
  /// What it is for, 1,000 characters at most.
  Value<std::string> description = {};
  /// The key that it is encrypted with; one of AWS's where it is left out.
  KeyLink kms_key = {};
  /// What happens to the code when the repository leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
};

/// A repository of Git: AWS::CodeCommit::Repository.
/// https://docs.aws.amazon.com/codecommit/latest/userguide/welcome.html
class CodeRepository final : public Construct {
 public:
  CodeRepository(Attach at, const CodeRepositoryProps& props);
  CodeRepository(Attach at, const struct ImportedCodeRepositoryProps& props);

  /// A repository of this stack's region and account that is made elsewhere.
  static CodeRepository& from_name(Construct& scope, const Id& id, const Value<std::string>& name);

  /// Allows to fetch from it by Git.
  void grant_pull(Grantee& grantee) const;
  /// Allows to fetch from it and to send to it by Git.
  void grant_pull_push(Grantee& grantee) const;

  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The address for Git by HTTPS.
  [[nodiscard]] Value<std::string> clone_url_http() const;
  /// The repository's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::codecommit::Repository& resource();

 private:
  cfn::codecommit::Repository* resource_ = nullptr;  // null where it is made elsewhere
  Value<std::string> name_;
  Value<std::string> arn_;
};

}  // namespace omnitrack
