package schematest

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/promql/parser"
)

// Dashboard is what a dashboard of Grafana is read for.
type Dashboard struct {
	Panels []struct {
		Title   string
		Targets []struct {
			Datasource struct{ UID string }
			Expr       string
			Legend     string `json:"legendFormat"`
		}
	}
	Templating struct {
		List []struct {
			Name, Query string
			Datasource  struct{ UID string }
		}
	}
}

// ReadDashboard reads a dashboard; one without panels is an error.
func ReadDashboard(text []byte) (*Dashboard, error) {
	d := new(Dashboard)
	if err := json.Unmarshal(text, d); err != nil {
		return nil, err
	}
	if len(d.Panels) == 0 {
		return nil, errors.New("no panels")
	}
	return d, nil
}

// macros are what Grafana replaces in a query.
var macros = strings.NewReplacer("$__rate_interval", "1m", "$__range", "15m", "$provider", ".*")

// Query parses a query of the dashboard. It is an error to ask for another
// metric than the one given, or to name another label.
func Query(expr, metric string, known []string) error {
	tree, err := parser.NewParser(parser.Options{}).ParseExpr(macros.Replace(expr))
	if err != nil {
		return err
	}
	var wrong []error
	parser.Inspect(tree, func(n parser.Node, _ []parser.Node) error {
		switch n := n.(type) {
		case *parser.VectorSelector:
			if n.Name != metric {
				wrong = append(wrong, fmt.Errorf("%q where only the metric %s is known", n.Name, metric))
			}
			for _, m := range n.LabelMatchers {
				if m.Name != model.MetricNameLabel {
					wrong = append(wrong, one(m.Name, known))
				}
			}
		case *parser.AggregateExpr:
			for _, name := range n.Grouping {
				wrong = append(wrong, one(name, known))
			}
		}
		return nil
	})
	return errors.Join(wrong...)
}

// legends are the labels in the text beside a line.
var legends = regexp.MustCompile(`\{\{(.*?)\}\}`)

// Legend reports a label in a legend that is not known.
func Legend(text string, known []string) error {
	for _, m := range legends.FindAllStringSubmatch(text, -1) {
		if err := one(m[1], known); err != nil {
			return err
		}
	}
	return nil
}

func one(name string, known []string) error {
	if slices.Contains(known, name) {
		return nil
	}
	return fmt.Errorf("label %q where only %v are known", name, known)
}
