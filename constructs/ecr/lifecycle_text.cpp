#include "lifecycle_text.hpp"

#include <algorithm>
#include <vector>

namespace omnitrack::ecr {

namespace {

std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string written = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      written += '\\';
      written += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      written += "\\u00";
      written += digits[static_cast<unsigned char>(c) >> 4];
      written += digits[static_cast<unsigned char>(c) & 15];
    } else {
      written += c;
    }
  }
  return written += '"';
}

std::string listed(const Items<Text>& texts) {
  std::string written = "[";
  for (const Text& text : texts) {
    if (written.size() > 1) written += ',';
    written += quoted(text);
  }
  return written += ']';
}

std::string_view status_name(ImageTagStatus status) {
  switch (status) {
    case ImageTagStatus::tagged:
      return "tagged";
    case ImageTagStatus::untagged:
      return "untagged";
    case ImageTagStatus::any:
      break;
  }
  return "any";
}

std::string rule_text(const ImageLifecycleRule& rule, std::size_t priority) {
  std::string text = "{\"rulePriority\":" + std::to_string(priority);
  if (!rule.description.empty()) text += ",\"description\":" + quoted(rule.description);
  text += ",\"selection\":{\"tagStatus\":" + quoted(status_name(rule.tag_status));
  if (!rule.tag_patterns.empty()) text += ",\"tagPatternList\":" + listed(rule.tag_patterns);
  if (!rule.tag_prefixes.empty()) text += ",\"tagPrefixList\":" + listed(rule.tag_prefixes);
  if (rule.max_image_age.is_set()) {
    text += R"(,"countType":"sinceImagePushed","countUnit":"days","countNumber":)" +
            std::to_string(rule.max_image_age.number());
  } else {
    text += R"(,"countType":"imageCountMoreThan","countNumber":)" +
            std::to_string(rule.max_image_count.number());
  }
  return text += R"(},"action":{"type":"expire"}})";
}

}  // namespace

std::string lifecycle_text(const Items<ImageLifecycleRule>& rules) {
  std::vector<const ImageLifecycleRule*> ordered;
  for (const ImageLifecycleRule& rule : rules) ordered.push_back(&rule);
  std::stable_partition(ordered.begin(), ordered.end(), [](const ImageLifecycleRule* rule) {
    return rule->tag_status != ImageTagStatus::any;
  });
  std::string text = "{\"rules\":[";
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    if (i > 0) text += ',';
    text += rule_text(*ordered[i], i + 1);
  }
  return text += "]}";
}

}  // namespace omnitrack::ecr
