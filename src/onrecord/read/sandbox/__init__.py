"""Whatever may be hostile is parsed in a child process, which may die of it.

`Sandbox` is the parent's side. The child (`python -m onrecord.read.sandbox.child`) runs `readers`, under `limits`; what
passes between them is in `messages`, how it passes in `pipes`, what of it is believed in `believing`.
"""

from onrecord.read.sandbox.messages import ReadFile, ReadResource
from onrecord.read.sandbox.parent import Sandbox

__all__ = ["ReadFile", "ReadResource", "Sandbox"]
