"""How records get written: new, register, import, rename, merge, fix."""
