#include <nss.h>

namespace {

// A program that brings its own C library looks names up by the files and the DNS, which are inside
// it; any other service that /etc/nsswitch.conf names would be loaded from the system, for another
// C library. https://sourceware.org/glibc/wiki/Release/2.34
[[gnu::constructor]] void look_names_up_by_oneself() {
  __nss_configure_lookup("hosts", "files dns");
}

}  // namespace
