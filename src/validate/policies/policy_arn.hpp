#pragma once

#include <string>

#include "template/index.hpp"

namespace omnitrack::validate {

/// Stands in an ARN's outline for a part that is not known, and for a bucket's name.
inline constexpr char unknown_part = '\x01';
inline constexpr char bucket_name = '\x02';

/// What is known of an ARN before deployment: literals, pseudo parameters of a known form, and
/// buckets of the template, through `Fn::Sub`, `Fn::Join` and `Fn::GetAtt`.
std::string arn_outline(const tmpl::Index& index, const tmpl::Node& value);

/// What an ARN's pattern can match in S3.
enum class S3Target { unknown, buckets, objects };
S3Target s3_target(std::string_view outline);

}  // namespace omnitrack::validate
