#include "../imported.hpp"
#include "made_props.hpp"
#include <omnitrack/cfn/apigateway.hpp>

namespace omnitrack {

/// What an API that is made elsewhere is made of.
struct ImportedRestApiProps {
  using Makes = RestApi;
  Id id;
  RestApiAttributes known;
};

RestApi::RestApi(Attach at, const ImportedRestApiProps& props)
    : Construct(std::move(at)),
      has_binary_media_types_(false),
      endpoint_type_(ApiEndpointType::regional),
      stage_name_(props.known.stage_name),
      name_(props.known.name),
      id_(props.known.rest_api_id),
      root_id_(props.known.root_resource_id),
      root_(add(MadeApiResourceProps{.id = primary(), .api = *this, .options = {}})) {
  check_imported(*this, id_, id_.literal_text().find_first_of(":/.") == std::string_view::npos,
                 "the id of a REST API", "give the bare id, e.g. \"a1b2c3d4e5\"");
}

void RestApi::deploy_to_stage() {
  if (deployment_ != nullptr || !stage_name_.is_set()) return;
  deployment_ = &add(cfn::apigateway::DeploymentProps{
      .id = child("Deployment"), .rest_api_id = id_, .stage_name = stage_name_});
  // The stage goes on serving it, so that it cannot be deleted.
  deployment_->set_removal_policy(RemovalPolicy::retain);
}

RestApi& RestApi::from_attributes(Construct& scope, const Id& id,
                                  const RestApiAttributes& attributes) {
  return scope.add(ImportedRestApiProps{.id = id, .known = attributes});
}

Value<cfn::apigateway::ResourceId> RestApi::root_resource_id() const {
  if (!root_id_.is_set()) refuse_of_imported(*this, "its path `/` without `root_resource_id`");
  return root_id_;
}

cfn::apigateway::RestApi& RestApi::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::apigateway::RestApiProps{.id = primary()});
  }
  return *resource_;
}

cfn::apigateway::Deployment& RestApi::deployment() {
  if (deployment_ == nullptr) {
    refuse_of_imported(*this, "deployment() without `stage_name`");
    deployment_ =
        &add(cfn::apigateway::DeploymentProps{.id = child("Deployment"), .rest_api_id = id_});
  }
  return *deployment_;
}

cfn::apigateway::Stage& RestApi::stage() {
  if (stage_ == nullptr) {
    refuse_of_imported(*this, "stage()");
    stage_ = &add(cfn::apigateway::StageProps{.id = child("Stage"), .rest_api_id = id_});
  }
  return *stage_;
}

}  // namespace omnitrack
