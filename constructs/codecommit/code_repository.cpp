#include "omnitrack/codecommit/code_repository.hpp"

#include "../imported.hpp"
#include <omnitrack/cfn/codecommit.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a repository that is made elsewhere is made of.
struct ImportedCodeRepositoryProps {
  using Makes = CodeRepository;
  Id id;
  Value<std::string> name;
};

CodeRepository::CodeRepository(Attach at, const CodeRepositoryProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::codecommit::RepositoryProps{
          .id = primary(),
          .repository_name = props.name,
          .kms_key_id = props.kms_key.arn(),
          .repository_description = props.description,
      })),
      name_(resource_->attr_name()),
      arn_(resource_->attr_arn()) {
  resource_->set_removal_policy(props.removal_policy);
}

CodeRepository::CodeRepository(Attach at, const ImportedCodeRepositoryProps& props)
    : Construct(std::move(at)), name_(props.name), arn_(stack().arn("codecommit", props.name)) {
  check_imported(*this, props.name,
                 props.name.literal_text().find_first_of(":/") == std::string_view::npos,
                 "the name of a repository", "give the bare name, e.g. \"shop\"");
}

CodeRepository& CodeRepository::from_name(Construct& scope, const Id& id,
                                          const Value<std::string>& name) {
  return scope.add(ImportedCodeRepositoryProps{.id = id, .name = name});
}

void CodeRepository::grant_pull(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"codecommit:GitPull"}, .resources = {arn_}});
}

void CodeRepository::grant_pull_push(Grantee& grantee) const {
  grantee.add_to_policy(
      {.actions = {"codecommit:GitPull", "codecommit:GitPush"}, .resources = {arn_}});
}

Value<std::string> CodeRepository::clone_url_http() const {
  if (resource_ != nullptr) return resource_->attr_clone_url_http();
  return concat("https://git-codecommit.", stack().region(), ".", stack().url_suffix(),
                "/v1/repos/", name_);
}

cfn::codecommit::Repository& CodeRepository::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::codecommit::RepositoryProps{.id = primary(), .repository_name = name_});
  }
  return *resource_;
}

}  // namespace omnitrack
