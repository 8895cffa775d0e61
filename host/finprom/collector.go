package finprom

import (
	"github.com/finfault/finfault/catalog"
	"github.com/prometheus/client_golang/prometheus"
)

// Names of the counters.
const (
	ResponsesName = "finfault_responses_total"
	DriftName     = "finfault_drift_total"
	// EnvoyResponsesName is what the Envoy filter's counter is called.
	EnvoyResponsesName = "finfault_responses"
)

// Collector counts verdicts. It is a [prometheus.Collector], to be registered
// once, and safe for any number of goroutines.
type Collector struct {
	responses, drift *prometheus.CounterVec
	// What was counted before is found without looking names up.
	known      [numProviders * numCategories * numParties * numPolicies]counter
	knownDrift [numProviders * numDrifts]counter
}

// How many numbers each label has. The categories are those of failures and
// none; the first policy has no name and is in no verdict.
const (
	numProviders  = int(catalog.MX) + 1
	numCategories = catalog.NumCategories + 1
	numParties    = int(catalog.PartyEdge) + 1
	numPolicies   = int(catalog.Never) + 1
	numDrifts     = int(catalog.TypeChanged) + 1
)

// New returns a collector that has counted nothing.
func New() *Collector { return named(ResponsesName) }

// NewLikeEnvoy returns one whose counter of responses has the name that the
// Envoy filter's has.
func NewLikeEnvoy() *Collector { return named(EnvoyResponsesName) }

func named(responses string) *Collector {
	return &Collector{
		responses: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: responses,
			Help: "Answers of open-banking providers that are failures or still pending, by what Finfault says about them.",
		}, []string{"provider", "category", "party", "retry"}),
		drift: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: DriftName,
			Help: "Ways in which answers of open-banking providers differ from their documentation.",
		}, []string{"provider", "drift"}),
	}
}

// Count counts a verdict. It allocates nothing but for the first of a series. Of
// the outcome ok only drift counts.
func (c *Collector) Count(v *catalog.Verdict) {
	if v.Outcome != catalog.OutcomeOK {
		c.countResponse(v)
	}
	for d := range v.Drift.All {
		c.countDrift(v.Provider, d)
	}
}

func (c *Collector) countResponse(v *catalog.Verdict) {
	category, provider, party, policy := int(v.Category), int(v.Provider), int(v.Party), int(v.Retry.Policy)
	if v.Category.String() == "" || provider >= numProviders || party >= numParties || policy >= numPolicies || policy == 0 {
		return // numbers that name nothing: no decoder gives them
	}
	category = min(category, numCategories-1) // None is far behind the others
	i := ((provider*numCategories+category)*numParties+party)*numPolicies + policy
	if !c.known[i].inc() {
		c.known[i].make(c.responses, v.Provider.String(), v.Category.String(), v.Party.String(), v.Retry.Policy.String())
	}
}

func (c *Collector) countDrift(p catalog.Provider, d catalog.Drift) {
	if int(p) >= numProviders || int(d) >= numDrifts {
		return
	}
	i := int(p)*numDrifts + int(d)
	if !c.knownDrift[i].inc() {
		c.knownDrift[i].make(c.drift, p.String(), d.String())
	}
}

// Describe implements [prometheus.Collector].
func (c *Collector) Describe(to chan<- *prometheus.Desc) {
	c.responses.Describe(to)
	c.drift.Describe(to)
}

// Collect implements [prometheus.Collector].
func (c *Collector) Collect(to chan<- prometheus.Metric) {
	c.responses.Collect(to)
	c.drift.Collect(to)
}
