#include <string>
#include <string_view>

// C++20 has each source make what it needs of these, mostly for size; a release links these first.
template class std::basic_string_view<char>;
template class std::basic_string<char>;
