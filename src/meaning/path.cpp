#include "meaning/path.hpp"

#include "support/json_pointer.hpp"

namespace omnitrack::meaning {

std::string Path::text() const {
  if (parent_ == nullptr) return {};
  std::string text = parent_->text();
  if (!text.empty()) text += '/';
  if (index_ != npos) return text += std::to_string(index_);
  support::append_pointer_step(key_, text);
  return text;
}

const tmpl::Node* Path::in(const tmpl::Node& root) const {
  if (parent_ == nullptr) return &root;
  const tmpl::Node* outer = parent_->in(root);
  if (outer == nullptr) return nullptr;
  if (index_ == npos) return outer->find(key_);
  return index_ < outer->items().size() ? &outer->items()[index_] : nullptr;
}

std::string Path::pointer() const {
  const std::string steps = text();
  return steps.empty() ? steps : '/' + steps;
}

}  // namespace omnitrack::meaning
