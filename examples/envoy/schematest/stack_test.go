package schematest

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"sigs.k8s.io/yaml"
)

// underscores is what Envoy makes of names for Prometheus.
var underscores = strings.NewReplacer(".", "_")

// TestCompose: Compose takes the file, versions are pinned, and what is mounted
// is there.
func TestCompose(t *testing.T) {
	refused(t, read(t, "envoy/compose.yaml"), func(text []byte) error {
		_, err := Compose(text, "..")
		return err
	}, map[string][2]string{
		"unknown key":     {"depends_on:", "depend_on:"},
		"unknown service": {"depends_on: [upstream]", "depends_on: [upstreams]"},
		"no such file":    {"./prometheus.yaml", "./prometheus.yml"},
		"no version":      {"golang:1.26.8", "golang:latest"},
	})
}

// TestImage: one layer, with the one file where Istio and Envoy Gateway look for
// it, of the module that Compose mounts.
func TestImage(t *testing.T) {
	var steps []string
	for line := range strings.Lines(read(t, "envoy/Dockerfile")) {
		if !strings.HasPrefix(line, "#") {
			steps = append(steps, strings.TrimSpace(line))
		}
	}
	assert.Equal(t, []string{"FROM scratch", "COPY finfault-envoy.wasm /plugin.wasm"}, steps)
	assert.Contains(t, read(t, "envoy/README.md"), "-f examples/envoy/Dockerfile wasm\n") // the build context
	assert.Contains(t, read(t, "envoy/compose.yaml"), "../../wasm/finfault-envoy.wasm:")
}

// prometheus is the part of Prometheus's configuration that prometheus.yaml
// uses, spelled as in Prometheus; its own reader brings the clients of three
// clouds along.
type prometheus struct {
	ScrapeConfigs []struct {
		JobName        string `json:"job_name"`
		MetricsPath    string `json:"metrics_path"`
		ScrapeInterval string `json:"scrape_interval"`
		StaticConfigs  []struct {
			Targets []string `json:"targets"`
		} `json:"static_configs"`
	} `json:"scrape_configs"`
}

// TestScrape: Prometheus asks Envoy's admin port, and Grafana asks Prometheus
// as often.
func TestScrape(t *testing.T) {
	text := read(t, "envoy/prometheus.yaml")
	var p prometheus
	refused(t, text, func(text []byte) error { return yaml.UnmarshalStrict(text, &p) },
		map[string][2]string{"unknown key": {"metrics_path", "metric_path"}})
	p = prometheus{}
	require.NoError(t, yaml.UnmarshalStrict([]byte(text), &p))
	require.Len(t, p.ScrapeConfigs, 1)
	scrape := p.ScrapeConfigs[0]
	assert.Equal(t, "/stats/prometheus", scrape.MetricsPath)
	b, err := Bootstrap([]byte(read(t, "envoy/envoy.yaml")))
	require.NoError(t, err)
	admin := fmt.Sprint(b.GetAdmin().GetAddress().GetSocketAddress().GetPortValue())
	assert.Equal(t, []string{net.JoinHostPort("envoy", admin)}, scrape.StaticConfigs[0].Targets)
	assert.Equal(t, scrape.ScrapeInterval, source(t).JSONData["timeInterval"])
}

// TestNames: what the files call each other is what Compose calls it.
func TestNames(t *testing.T) {
	project, err := Compose([]byte(read(t, "envoy/compose.yaml")), "..")
	require.NoError(t, err)
	at, err := url.Parse(source(t).URL)
	require.NoError(t, err)
	assert.Contains(t, project.Services, at.Hostname())
	assert.Contains(t, project.Services, "envoy") // the target of the scrape
	b, err := Bootstrap([]byte(read(t, "envoy/envoy.yaml")))
	require.NoError(t, err)
	for _, c := range b.GetStaticResources().GetClusters() {
		address := c.GetLoadAssignment().GetEndpoints()[0].GetLbEndpoints()[0].GetEndpoint().GetAddress().GetSocketAddress()
		assert.Contains(t, project.Services, address.GetAddress())
	}
	filters, err := WasmFilters(b)
	require.NoError(t, err)
	code := filters[0].GetConfig().GetVmConfig().GetCode().GetLocal().GetFilename()
	var mounted []string
	for _, v := range project.Services["envoy"].Volumes {
		mounted = append(mounted, v.Target)
	}
	assert.Contains(t, mounted, code)
}

// datasource is one of Grafana's, as provisioned.
type datasource struct {
	Name      string            `json:"name"`
	UID       string            `json:"uid"`
	Type      string            `json:"type"`
	URL       string            `json:"url"`
	IsDefault bool              `json:"isDefault"`
	JSONData  map[string]string `json:"jsonData"`
}

func source(t *testing.T) datasource {
	t.Helper()
	var file struct {
		APIVersion  int          `json:"apiVersion"`
		Datasources []datasource `json:"datasources"`
	}
	require.NoError(t, yaml.UnmarshalStrict([]byte(read(t, "envoy/grafana/provisioning/datasources/prometheus.yaml")), &file))
	require.Len(t, file.Datasources, 1)
	return file.Datasources[0]
}

// TestDashboard: each query is one that Prometheus takes, uses only our metric
// and labels, and goes to the data source that is there; the four labels each
// have a panel.
func TestDashboard(t *testing.T) {
	d, err := ReadDashboard([]byte(read(t, "envoy/grafana/dashboard.json")))
	require.NoError(t, err)
	var queries []string
	for _, p := range d.Panels {
		require.Len(t, p.Targets, 1, p.Title)
		target := p.Targets[0]
		assert.NoError(t, Query(target.Expr, metric, labelNames), p.Title)
		assert.NoError(t, Legend(target.Legend, labelNames), p.Title)
		assert.Equal(t, source(t).UID, target.Datasource.UID, p.Title)
		queries = append(queries, target.Expr)
	}
	for _, label := range labelNames {
		assert.True(t, slices.ContainsFunc(queries, func(q string) bool {
			return strings.HasPrefix(q, "sum by ("+label+")")
		}), label)
	}
	require.Len(t, d.Templating.List, 1)
	variable := d.Templating.List[0]
	assert.Equal(t, "provider", variable.Name)
	assert.Equal(t, "label_values("+metric+", provider)", variable.Query)
	assert.Equal(t, source(t).UID, variable.Datasource.UID)
}

// TestQueryRefused: a mistake in a query of the dashboard is found.
func TestQueryRefused(t *testing.T) {
	refused(t, "sum by (party) (rate(finfault_responses{provider=~\"$provider\"}[$__rate_interval]))",
		func(text []byte) error { return Query(string(text), metric, labelNames) }, map[string][2]string{
			"syntax":           {"))", ")"},
			"unknown function": {"rate", "rte"},
			"other metric":     {"finfault_responses", "finfault_responses_total"},
			"unknown label":    {"provider=~", "providers=~"},
			"unknown grouping": {"party", "side"},
		})
	assert.Error(t, Legend("{{provider}} {{side}}", labelNames))
}
