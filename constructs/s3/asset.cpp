#include "omnitrack/s3/asset.hpp"

#include "../placed_name.hpp"
#include <omnitrack/fn.hpp>

namespace omnitrack {

Asset::Asset(Attach at, const AssetProps& props)
    : Construct(std::move(at)),
      taken_(detail::take_asset(*this, props.path, props.ignore)),
      bucket_(&Bucket::from_name(
          *this, child("Bucket"),
          as<cfn::s3::BucketName>(placed_name(stack(), detail::assets_bucket_of(*this))))) {}

Value<std::string> Asset::bucket_name() const { return as<std::string>(bucket_->name()); }

Value<std::string> Asset::s3_url() const {
  return concat("s3://", bucket_name(), "/", object_key());
}

Value<std::string> Asset::http_url() const {
  return concat("https://", bucket_name(), ".s3.", stack().region(), ".", stack().url_suffix(), "/",
                object_key());
}

bool Asset::is_archive() const {
  return taken_.packaging == AssetPackaging::zip || taken_.object_key.ends_with(".zip") ||
         taken_.object_key.ends_with(".jar");
}

void Asset::grant_read(Grantee& grantee) const { bucket_->grant_read(grantee, taken_.object_key); }

}  // namespace omnitrack
