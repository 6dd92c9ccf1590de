#pragma once

#include <omnitrack/apigateway/api_definition.hpp>
#include <omnitrack/s3/asset.hpp>

namespace omnitrack::apigateway {

/// Gives an API's resource its definition; `Location` is the type of a file's place in S3.
template <class Location, class Resource>
void set_definition(Construct& api, const Id& asset_id, Resource& resource,
                    const ApiDefinition& definition) {
  if (!definition.path().empty()) {
    const Asset& asset = api.add(AssetProps{.id = asset_id, .path = definition.path()});
    resource.props.body_s3_location =
        Location{.bucket = asset.bucket().name(), .key = asset.object_key()};
  } else if (definition.bucket().is_set()) {
    resource.props.body_s3_location = Location{.bucket = definition.bucket()->name(),
                                               .key = definition.key(),
                                               .version = definition.version()};
  } else {
    resource.props.body = definition.document();
  }
}

}  // namespace omnitrack::apigateway
