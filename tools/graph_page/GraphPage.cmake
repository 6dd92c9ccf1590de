# What is made of src/graph/page and src/graph/icons while building: OMNITRACK_GRAPH_PAGE, the source that carries
# the page, the style and the icons of pictures.

find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)
set(OMNITRACK_GRAPH_PAGE ${PROJECT_BINARY_DIR}/graph_page/page_parts.cpp)
file(GLOB graph_page_inputs CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/src/graph/page/*.html ${PROJECT_SOURCE_DIR}/src/graph/page/*.css
  ${PROJECT_SOURCE_DIR}/src/graph/page/*.js ${PROJECT_SOURCE_DIR}/src/graph/icons/*.svg)
add_custom_command(
  OUTPUT ${OMNITRACK_GRAPH_PAGE}
  COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/embed.py
          --page ${PROJECT_SOURCE_DIR}/src/graph/page --icons ${PROJECT_SOURCE_DIR}/src/graph/icons
          --out ${OMNITRACK_GRAPH_PAGE}
  DEPENDS ${graph_page_inputs} ${CMAKE_CURRENT_LIST_DIR}/embed.py
  COMMENT "Making the page of pictures"
  VERBATIM)
