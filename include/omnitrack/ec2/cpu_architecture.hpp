#pragma once

#include <cstdint>

namespace omnitrack {

/// The processor that something is built for.
enum class CpuArchitecture : std::uint8_t { x86_64, arm64 };

}  // namespace omnitrack
