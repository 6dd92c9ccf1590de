"""Puts right, in memory, where the moto emulator's CloudFormation falls short of the real one."""
