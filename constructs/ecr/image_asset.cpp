#include "omnitrack/ecr/image_asset.hpp"

#include "../placed_name.hpp"
#include <omnitrack/cfn/ecr.hpp>

namespace omnitrack {

ImageAsset::ImageAsset(Attach at, const ImageAssetProps& props)
    : Construct(std::move(at)),
      taken_(detail::take_image(*this, props.path, props.platform, props.build)),
      repository_(&Repository::from_name(*this, child("Repository"),
                                         as<cfn::ecr::RepositoryName>(placed_name(
                                             stack(), detail::images_repository_of(*this))))) {}

}  // namespace omnitrack
