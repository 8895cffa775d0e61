package httpclient

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/wasm/envoy/config"
)

// Provider is what is known of the requests to one provider, by the rules and
// in the words of "providers" in the configuration of the Envoy filter.
type Provider struct {
	// ID is who answers. [catalog.ProviderUnknown]: several providers behind
	// one host, told apart by what they send.
	ID catalog.Provider
	// Hosts are hosts without port, in any case, or suffixes such as
	// "*.example.com". An exact name goes before a suffix, a longer suffix
	// before a shorter one.
	Hosts []string
	// Operations say what requests are for. The longest path that fits decides,
	// of equal ones the one with a method. Where none fits, GET, HEAD and
	// OPTIONS read and all others write.
	Operations []Operation
	// SuccessPaths are how the paths begin whose answers with status 2xx are
	// classified too: jobs, members and payments report failures there. Those
	// of the operation [catalog.Job] are classified anyway.
	SuccessPaths []string
	// Tokens, unless nil, are what requests authorize themselves with, except
	// those of the operation [catalog.Token].
	Tokens *Tokens
}

// Operation says what the requests to some paths are for.
type Operation struct {
	// Method is in capitals; "" stands for any.
	Method string
	// Path is how the path begins; * between slashes stands for one segment:
	// "/users/*/connections".
	Path string
	// Is is what the caller does.
	Is catalog.Operation
}

func (p Provider) clone() Provider {
	p.Hosts = slices.Clone(p.Hosts)
	p.Operations = slices.Clone(p.Operations)
	p.SuccessPaths = slices.Clone(p.SuccessPaths)
	return p
}

// table finds what is known of a request. It is the configuration of an Envoy
// filter, so that both check and match alike.
type table struct {
	config *config.Config
	tokens []*Tokens
}

// newTable returns the table of some providers. The error names the place and
// what is allowed there.
func newTable(providers []Provider) (table, error) {
	t := table{config: new(config.Config)}
	if len(providers) == 0 {
		return t, nil
	}
	document, _ := json.Marshal(map[string]any{"providers": entriesOf(providers)}) // of texts only: it cannot fail
	var err error
	if t.config, err = config.Parse(document); err != nil {
		return t, fmt.Errorf("finfault: %w", err)
	}
	for i := range providers {
		t.tokens = append(t.tokens, providers[i].Tokens)
	}
	return t, nil
}

// entry is a provider in the configuration of the Envoy filter.
type entry struct {
	Provider     string   `json:"provider"`
	Hosts        []string `json:"hosts,omitempty"`
	Operations   []rule   `json:"operations,omitempty"`
	SuccessPaths []string `json:"success_paths,omitempty"`
}

type rule struct {
	Path      string `json:"path"`
	Method    string `json:"method,omitempty"`
	Operation string `json:"operation"`
}

func entriesOf(providers []Provider) (list []entry) {
	for i := range providers {
		p := &providers[i]
		e := entry{Provider: p.ID.String(), Hosts: p.Hosts, SuccessPaths: p.SuccessPaths}
		for _, o := range p.Operations {
			e.Operations = append(e.Operations, rule{o.Path, o.Method, o.Is.String()})
		}
		list = append(list, e)
	}
	return list
}

// find returns the provider of a host and its tokens, nil when there is none.
func (t *table) find(host string) (*config.Provider, *Tokens) {
	p := t.config.ByHost([]byte(host))
	for i := range t.config.Providers {
		if p == &t.config.Providers[i] {
			return p, t.tokens[i]
		}
	}
	return nil, nil
}
