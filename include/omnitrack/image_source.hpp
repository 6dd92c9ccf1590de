#pragma once

#include <cstdint>
#include <string_view>

#include <omnitrack/image_build.hpp>

namespace omnitrack {

class Construct;

namespace detail {

// An image as its construct knows it. Its text lives as long as the app.
struct TakenImage {
  std::string_view hash;    // 64 hexadecimal digits, the tag of the image
  std::uint64_t bytes = 0;  // of the files that it is built of
};

// Takes the folder of an image into the app of a construct, which reports what is wrong with it.
TakenImage take_image(const Construct& at, std::string_view path, std::string_view platform,
                      const ImageBuild& build);

// The repository of the app's images, with its placeholders. From now on it cannot be set.
std::string_view images_repository_of(const Construct& at);

}  // namespace detail

}  // namespace omnitrack
