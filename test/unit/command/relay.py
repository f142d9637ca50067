# SPDX-License-Identifier: MIT
"""sockfam relay."""
from command import Checks


def main():
    checks = Checks()
    checks.fails("relay_without_addresses", ["relay"], 2, "which addresses, A and B?")
    checks.finish()


if __name__ == "__main__":
    main()
