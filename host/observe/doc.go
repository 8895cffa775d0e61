// Package observe gives verdicts to structured logs: what may be shown of them,
// as attributes of log/slog, and nothing that a provider wrote.
//
// [Log] wraps a verdict for a logger. It cannot be a method of
// [catalog.Verdict]: that package is compiled into WebAssembly modules, which
// have no use for log/slog and a budget for their size. So a verdict that is
// given to a logger as it is would be written as its JSON form by a JSON handler,
// with the provider's texts. [ReplaceAttr] keeps that from happening by mistake.
//
// Tracing and metrics are modules of their own, for their dependencies:
// host/finotel and host/finprom.
package observe
