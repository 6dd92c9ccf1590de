#include "omnitrack/s3/asset.hpp"

#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

// The name with its placeholders in the form of references, so that it is known where the stack is
// fixed to an account and a region.
Value<std::string> bucket_name_in(const Stack& stack, std::string_view name) {
  Value<std::string> value("");
  while (!name.empty()) {
    const std::size_t begin = name.find("${");
    value = concat(value, name.substr(0, begin));
    if (begin == std::string_view::npos) break;
    const std::size_t end = name.find('}', begin);
    const std::string_view placeholder = name.substr(begin, end - begin);
    value = concat(value, placeholder == "${AWS::Region" ? stack.region() : stack.account());
    name.remove_prefix(end + 1);
  }
  return value;
}

}  // namespace

Asset::Asset(Attach at, const AssetProps& props)
    : Construct(std::move(at)),
      taken_(detail::take_asset(*this, props.path, props.ignore)),
      bucket_(&Bucket::from_name(
          *this, child("Bucket"),
          as<cfn::s3::BucketName>(bucket_name_in(stack(), detail::assets_bucket_of(*this))))) {}

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
