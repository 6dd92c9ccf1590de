#include "omnitrack/ec2/machine.hpp"

#include <string>

#include <omnitrack/fn.hpp>

namespace omnitrack {

MachineImage MachineImage::amazon_linux_2023(CpuArchitecture architecture) {
  const std::string_view suffix = architecture == CpuArchitecture::arm64 ? "arm64" : "x86_64";
  MachineImage image = ssm_parameter(
      "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-" + std::string(suffix));
  image.architecture_ = architecture;
  image.root_device_ = "/dev/xvda";
  return image;
}

MachineImage MachineImage::ecs_optimized(CpuArchitecture architecture) {
  const std::string_view folder = architecture == CpuArchitecture::arm64 ? "arm64/" : "";
  MachineImage image = ssm_parameter("/aws/service/ecs/optimized-ami/amazon-linux-2023/" +
                                     std::string(folder) + "recommended/image_id");
  image.architecture_ = architecture;
  image.root_device_ = "/dev/xvda";
  return image;
}

MachineImage MachineImage::id(const Value<std::string>& image_id) { return MachineImage(image_id); }

MachineImage MachineImage::ssm_parameter(std::string_view name) {
  return MachineImage(omnitrack::ssm_parameter(name));
}

UserData UserData::shell(const List<std::string>& commands) {
  UserData data = UserData::text("#!/bin/bash\n");
  data.is_shell_ = true;
  (void)data.add(commands);
  return data;
}

bool UserData::add(const List<std::string>& commands) {
  if (!is_set()) *this = shell({});
  if (!is_shell_) return false;
  const Node& node = commands.node();
  for (std::uint32_t i = 0; node.kind == NodeKind::list && i < node.size; ++i) {
    text_ = concat(text_, Value<std::string>::from_node(node.items[i]), "\n");
  }
  return true;
}

UserData UserData::text(const Value<std::string>& text) {
  UserData data;
  data.text_ = text;
  return data;
}

Value<std::string> UserData::base64() const {
  return is_set() ? fn::base64(text_) : Value<std::string>();
}

}  // namespace omnitrack
