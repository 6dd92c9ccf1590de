#include "meaning/cidr_blocks.hpp"

#include "meaning/ip_network.hpp"
#include "meaning/known.hpp"

namespace omnitrack::meaning {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
std::vector<std::string> cidr_blocks(const tmpl::Node& call) {
  const auto arguments = call.argument().items();
  if (!call.calls(tmpl::Function::cidr) || arguments.size() != 3) return {};
  const auto text = known_text(&arguments[0]);
  const auto count = known_integer(&arguments[1]);
  const auto host_bits = known_integer(&arguments[2]);
  const auto network = text ? IpNetwork::parse(*text) : std::nullopt;
  constexpr std::int64_t most_blocks = 256;
  if (!network || !count || *count < 1 || *count > most_blocks || !host_bits) return {};
  const std::int64_t prefix = (network->is_v6() ? 128 : 32) - *host_bits;
  if (*host_bits < 1 || prefix < network->prefix()) return {};
  std::vector<std::string> blocks;
  for (std::int64_t i = 0; i < *count; ++i) {
    const auto block = network->part(static_cast<unsigned>(prefix), static_cast<std::uint64_t>(i));
    if (!block) return {};
    blocks.push_back(block->text());
  }
  return blocks;
}

}  // namespace omnitrack::meaning
