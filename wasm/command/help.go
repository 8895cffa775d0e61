package main

const helpText = `Says what an answer of Basiq, SynapseFI, TrueLayer or MX means, as one JSON
object on one line. The body comes from standard input, or from FILE in a
directory that the runtime mounts. Give --provider and --status whenever they
are known.

Exit codes:
  0  a verdict was given
  1  the verdict could not be written
  2  the command line is wrong or the input cannot be read

Usage:
  finfault-cli.wasm [FILE|-] [flags]

Examples:
  wazero run finfault-cli.wasm --provider basiq --status 403 < body.json
  wazero run --mount=.:/ finfault-cli.wasm --provider mx --status 503 body.json

Flags:
`
