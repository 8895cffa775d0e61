package finprom_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host/finprom"
	"github.com/finfault/finfault/host/internal/planted"
	"github.com/finfault/finfault/wasm/envoy/filter"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func limited() *catalog.Verdict {
	v := &catalog.Verdict{Provider: catalog.Basiq, Category: catalog.RateLimited, Party: catalog.PartyApp}
	v.Retry.SetPolicy(catalog.RateLimit)
	v.Drift = v.Drift.With(catalog.RespelledCode)
	return v
}

func TestCount(t *testing.T) {
	c := finprom.New()
	c.Count(limited())
	c.Count(limited())
	pending := &catalog.Verdict{Outcome: catalog.OutcomePending, Provider: catalog.MX, Category: catalog.None}
	pending.Retry.SetPolicy(catalog.Poll)
	c.Count(pending)
	ok := &catalog.Verdict{Outcome: catalog.OutcomeOK, Category: catalog.None, Drift: catalog.DriftSet(0).With(catalog.UnknownShape)}
	ok.Retry.SetPolicy(catalog.Never)
	c.Count(ok)
	assert.NoError(t, testutil.CollectAndCompare(c, strings.NewReader(`
# HELP finfault_drift_total Ways in which answers of open-banking providers differ from their documentation.
# TYPE finfault_drift_total counter
finfault_drift_total{drift="respelled_code",provider="basiq"} 2
finfault_drift_total{drift="unknown_shape",provider="unknown"} 1
# HELP finfault_responses_total Answers of open-banking providers that are failures or still pending, by what Finfault says about them.
# TYPE finfault_responses_total counter
finfault_responses_total{category="none",party="unknown",provider="mx",retry="poll"} 1
finfault_responses_total{category="rate_limited",party="app",provider="basiq",retry="rate_limit"} 2
`)))
}

func TestLint(t *testing.T) {
	c := finprom.New()
	c.Count(limited())
	problems, err := testutil.CollectAndLint(c)
	require.NoError(t, err)
	assert.Empty(t, problems)
}

// everyVerdict yields verdicts of all numbers that a byte can hold, about each
// label apart, and all those that name something together.
func everyVerdict(yield func(*catalog.Verdict)) {
	for n := range 256 {
		b := uint8(n)
		for _, v := range []catalog.Verdict{
			{Provider: catalog.Provider(b)}, {Category: catalog.Category(b)}, {Party: catalog.Party(b)}, {Drift: catalog.DriftSet(b)},
			{Retry: catalog.Retry{Policy: catalog.Policy(b)}},
		} {
			yield(&v)
		}
	}
	var v catalog.Verdict
	v.Drift = ^v.Drift
	for v.Provider = 0; v.Provider < 7; v.Provider++ {
		for c := range 26 {
			v.Category = catalog.Category(c)
			if c == 25 {
				v.Category = catalog.None
			}
			for v.Party = 0; v.Party < 8; v.Party++ {
				for v.Retry.Policy = 0; v.Retry.Policy < 12; v.Retry.Policy++ {
					yield(&v)
				}
			}
		}
	}
}

// TestBound: whatever numbers verdicts have, there are so many series and no
// more, and none has a label without a value.
func TestBound(t *testing.T) {
	c := finprom.New()
	everyVerdict(c.Count)
	assert.Equal(t, 5*23*6*9, testutil.CollectAndCount(c, finprom.ResponsesName))
	assert.Equal(t, 5*6, testutil.CollectAndCount(c, finprom.DriftName))
	assert.False(t, strings.Contains(scrape(t, c), `=""`))
}

// TestNamesAreThoseOfEnvoy: a name that is taken apart by the rules of the
// filter's README has the labels and values that are counted here.
func TestNamesAreThoseOfEnvoy(t *testing.T) {
	name := string(filter.AppendCounter(nil, limited()))
	labels := regexp.MustCompile(`\.(\w+)\.(\w+)`).FindAllStringSubmatch(name, -1)
	require.Len(t, labels, 4)
	var pairs []string
	for _, l := range labels {
		pairs = append(pairs, fmt.Sprintf("%s=%q", l[1], l[2]))
	}
	assert.Equal(t, finprom.EnvoyResponsesName, strings.SplitN(name, ".", 2)[0])
	c := finprom.NewLikeEnvoy()
	c.Count(limited())
	exposed := scrape(t, c)
	for _, pair := range pairs {
		assert.Regexp(t, `(?m)^`+finprom.EnvoyResponsesName+`\{[^}]*`+pair, exposed)
	}
	assert.Equal(t, finprom.ResponsesName, finprom.EnvoyResponsesName+"_total")
}

// TestOpenMetrics: why the filter's name is not the usual one here. In that
// format a counter without _total is none.
func TestOpenMetrics(t *testing.T) {
	for want, c := range map[string]*finprom.Collector{
		"\n# TYPE finfault_responses counter\nfinfault_responses_total{": finprom.New(),
		"\n# TYPE finfault_responses unknown\nfinfault_responses{":       finprom.NewLikeEnvoy(),
	} {
		c.Count(limited())
		assert.Contains(t, scrapeAs(t, c, "application/openmetrics-text; version=1.0.0"), want)
	}
}

// corpusVerdicts calls f with the verdicts on all labelled answers.
func corpusVerdicts(t *testing.T, f func(*catalog.Verdict)) {
	cases, err := corpus.Load("../../decoder/testdata/cases")
	require.NoError(t, err)
	var d decoder.Decoder
	var v catalog.Verdict
	for i := range cases {
		req, err := cases[i].Request()
		require.NoError(t, err)
		d.Classify(req, &v)
		f(&v)
	}
}

// TestCorpus: all that is no success is counted, in few series.
func TestCorpus(t *testing.T) {
	c := finprom.New()
	want := 0
	corpusVerdicts(t, func(v *catalog.Verdict) {
		c.Count(v)
		if v.Outcome != catalog.OutcomeOK {
			want++
		}
	})
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(c))
	families, err := registry.Gather()
	require.NoError(t, err)
	got := 0.0
	for _, m := range families[1].GetMetric() {
		got += m.GetCounter().GetValue()
	}
	assert.EqualValues(t, want, got)
	t.Logf("%d verdicts in %d series", want, len(families[1].GetMetric()))
	assert.Less(t, len(families[1].GetMetric()), 400)
}

func TestNoAllocations(t *testing.T) {
	c, v := finprom.New(), limited()
	c.Count(v)
	assert.Zero(t, testing.AllocsPerRun(100, func() { c.Count(v) }))
}

// TestConcurrent: nothing is lost where many goroutines make the same series.
func TestConcurrent(t *testing.T) {
	c := finprom.New()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			everyVerdict(c.Count)
			for range 100 {
				c.Count(limited())
			}
		})
	}
	all.Wait()
	line := `finfault_responses_total{category="rate_limited",party="app",provider="basiq",retry="rate_limit"} 808` + "\n"
	assert.True(t, strings.Contains(scrape(t, c), line), "8 of all series, 800 of this one")
}

// scrape returns what Prometheus gets, of a registry that holds on to the rules.
func scrape(t *testing.T, c prometheus.Collector) string { return scrapeAs(t, c, "text/plain") }

func scrapeAs(t *testing.T, c prometheus.Collector, format string) string {
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(c))
	w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/metrics", nil)
	r.Header.Set("Accept", format)
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{EnableOpenMetrics: true}).ServeHTTP(w, r)
	return w.Body.String()
}

func TestNoSecrets(t *testing.T) {
	c := finprom.New()
	for v := range planted.Verdicts {
		c.Count(v)
	}
	assert.Empty(t, planted.In(scrape(t, c)))
}

func BenchmarkCount(b *testing.B) {
	c, v := finprom.New(), limited()
	b.ReportAllocs()
	for b.Loop() {
		c.Count(v)
	}
}

func ExampleCollector() {
	verdicts := finprom.New()
	prometheus.MustRegister(verdicts)

	v := decoder.Classify(&decoder.Request{Provider: catalog.MX, Status: 401, Body: []byte(`{"code":4011}`)})
	verdicts.Count(&v)

	families, _ := prometheus.DefaultGatherer.Gather()
	for _, family := range families {
		if family.GetName() == finprom.ResponsesName {
			for _, label := range family.GetMetric()[0].GetLabel() {
				fmt.Println(label.GetName(), label.GetValue())
			}
		}
	}
	// Output:
	// category token_expired
	// party app
	// provider mx
	// retry after_refresh
}
