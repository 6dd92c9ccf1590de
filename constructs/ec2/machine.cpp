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

MachineImage MachineImage::id(const Value<std::string>& image_id) { return MachineImage(image_id); }

MachineImage MachineImage::ssm_parameter(std::string_view name) {
  return MachineImage(omnitrack::ssm_parameter(name));
}

UserData UserData::shell(const List<std::string>& commands) {
  Value<std::string> text = "#!/bin/bash\n";
  const Node& node = commands.node();
  for (std::uint32_t i = 0; node.kind == NodeKind::list && i < node.size; ++i) {
    text = concat(text, Value<std::string>::from_node(node.items[i]), "\n");
  }
  return UserData::text(text);
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
