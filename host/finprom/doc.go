// Package finprom counts verdicts for Prometheus, with labels from closed sets
// only: nothing that a provider sends makes a new series.
//
//	finfault_responses_total{provider,category,party,retry}  failures, and answers that are pending (category none)
//	finfault_drift_total{provider,drift}                     how answers differ from the documentation, of any outcome
//
// There are at the most 5 × 23 × 6 × 9 = 6,210 series of the first and 30 of the
// second; the combinations that verdicts come in are some hundred. A series is
// there from the first verdict that it counts on.
//
// The labels and their values are those of the Envoy filter, whose counter is
// named finfault_responses, as Envoy's have no _total. Here it has, as Prometheus
// asks for: in the format of OpenMetrics a counter without it counts as a metric
// of unknown type. [NewLikeEnvoy] names it as the filter does, for one dashboard
// of both; a query for either name is {__name__=~"finfault_responses(_total)?"}.
package finprom
