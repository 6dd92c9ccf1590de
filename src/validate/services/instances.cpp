#include "meaning/cases.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::all_properties;
using meaning::find_value;
using meaning::for_each_at;
using meaning::known_text;
using meaning::may_have_more;
using meaning::Path;
using meaning::referred_id;
using tmpl::Node;

namespace {

void check_iops(const ServiceResource& resource, const Node& volume, const Path& path) {
  const Node* iops = find_value(&volume, "Iops");
  const auto type = known_text(find_value(&volume, "VolumeType"));
  if (iops == nullptr || iops->is_call() || !type) return;
  if (*type != "gp2" && *type != "st1" && *type != "sc1" && *type != "standard") return;
  const Path at(path, "Iops");
  resource.context.report.warning(
      codes::OT4624, *iops, at,
      "'Iops' is ignored for a volume of type '" + std::string(*type) + "'",
      "leave it out, or use 'gp3', 'io1' or 'io2'");
}

void check_devices(const ServiceResource& resource, std::string_view way) {
  for_each_at(resource.properties, way, resource.path,
              [&resource](const Node& volume, const Path& path) {
                if (!volume.is_call()) check_iops(resource, volume, path);
              });
}

/// Whether an image may come from the instance's launch template; true for what is not known.
bool may_have_image(const tmpl::Index& index, const Node& launch_template) {
  if (launch_template.is_call() || may_have_more(launch_template)) return true;
  const Node* id = find_value(&launch_template, "LaunchTemplateId");
  if (id == nullptr) id = find_value(&launch_template, "LaunchTemplateName");
  if (id == nullptr) return false;
  const tmpl::ResourceEntry* resource = index.find_resource(referred_id(*id));
  if (resource == nullptr || resource->type_name != "AWS::EC2::LaunchTemplate") return true;
  const Node* properties = all_properties(*resource);
  const Node* data = find_value(properties, "LaunchTemplateData");
  return data == nullptr || data->is_call() || may_have_more(*data) ||
         data->find("ImageId") != nullptr;
}

}  // namespace

void check_volume(const ServiceResource& resource) {
  check_iops(resource, resource.properties, resource.path);
}

void check_launch_configuration(const ServiceResource& resource) {
  check_devices(resource, "BlockDeviceMappings/*/Ebs");
}

void check_launch_template(const ServiceResource& resource) {
  check_devices(resource, "LaunchTemplateData/BlockDeviceMappings/*/Ebs");
}

void check_instance(const ServiceResource& resource) {
  check_devices(resource, "BlockDeviceMappings/*/Ebs");
  const Node& properties = resource.properties;
  if (may_have_more(properties) || find_value(&properties, "ImageId") != nullptr) return;
  const Node* launch_template = find_value(&properties, "LaunchTemplate");
  if (launch_template != nullptr && may_have_image(resource.context.index, *launch_template)) {
    return;
  }
  // A template for an import launches nothing, and the specification does not ask for an image.
  resource.context.report.warning(
      codes::OT4625, properties, resource.path, "the instance has no image to start from",
      launch_template == nullptr ? "add 'ImageId'"
                                 : "add 'ImageId' here or in the launch template");
}

}  // namespace omnitrack::validate
