#pragma once

namespace omnitrack {

/// The construct as its tree holds it, to which more can be added; a user may have given it by a
/// constant reference. Every construct is made changeable, so that this is always sound.
template <class T>
T& in_tree(const T& construct) {
  return const_cast<T&>(construct);
}

}  // namespace omnitrack
