"""Not deployed: the app leaves it out."""

import unittest

import index


class Greeter(unittest.TestCase):
    def test_it_greets_in_the_language_of_the_caller(self):
        self.assertEqual(index.handler({"language": "fr", "name": "Ada"}, None), "Bonjour, Ada")


if __name__ == "__main__":
    unittest.main()
