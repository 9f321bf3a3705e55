from __future__ import absolute_import

import pkg.mod

SIGN = pkg.mod.sign(1)
