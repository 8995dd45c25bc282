"""Servers for programs and assistants: the verbs of Knowledge over MCP and over HTTP."""
