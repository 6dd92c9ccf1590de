"""Builds the checkout that this recipe lies in: conan create packaging/conan"""

import re
from pathlib import Path

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCES = ("CMakeLists.txt", "LICENSE", "README.md", "cmake/*", "constructs/*", "docs/*", "examples/*", "include/*",
           "packaging/debian/*", "src/*", "starters/*", "tools/*")


class Omnitrack(ConanFile):
    """The library, and the program."""

    name = "omnitrack"
    description = "CloudFormation templates as typed C++20, validated and compared"
    license = "Apache-2.0"
    topics = ("aws", "cloudformation", "infrastructure-as-code")
    package_type = "static-library"
    settings = "os", "arch", "compiler", "build_type"

    def set_version(self):
        text = load(self, str(CHECKOUT / "CMakeLists.txt"))
        self.version = re.search(r"^project\(\w+ VERSION ([\d.]+)", text, re.M)[1]

    def export_sources(self):
        for pattern in SOURCES:
            copy(self, pattern, str(CHECKOUT), self.export_sources_folder)

    def requirements(self):
        for reference in ("pcre2/10.42", "libyaml/0.2.5", "zlib/[>=1.2.13 <2]"):
            self.requires(reference, transitive_headers=True, transitive_libs=True)
        self.requires("cli11/2.3.2", visible=False)

    def validate(self):
        check_min_cppstd(self, 20)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["BUILD_TESTING"] = False
        toolchain.cache_variables["OMNITRACK_EXAMPLES"] = False
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, str(Path(self.package_folder) / "licenses"))

    def package_info(self):
        # The package has a CMake package of its own.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = ["lib/cmake/omnitrack"]
