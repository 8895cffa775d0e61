package export

import (
	"encoding/json"

	"github.com/finfault/finfault/catalog"
)

// record is a row as the JSON export has it. The class bears the names that
// verdicts use, the rest those of the data files.
type record struct {
	Row         string   `json:"row"`
	ID          int      `json:"id"`
	Reason      string   `json:"reason"`
	Provider    string   `json:"provider"`
	Namespace   string   `json:"namespace"`
	Status      []int    `json:"status,omitempty"`
	StatusClass int      `json:"status_class,omitempty"`
	Code        string   `json:"code,omitempty"`
	Spellings   []string `json:"spellings,omitempty"`
	Operation   []string `json:"operation,omitempty"`
	Step        []string `json:"step,omitempty"`
	Match       []string `json:"match,omitempty"`
	Equals      []string `json:"equals,omitempty"`
	Unless      []string `json:"unless,omitempty"`
	Form        string   `json:"form,omitempty"`
	Subcode     string   `json:"subcode,omitempty"`
	SourceIs    []string `json:"source_is,omitempty"`
	Success     *bool    `json:"success,omitempty"`
	NoCode      bool     `json:"no_code,omitempty"`
	Listed      bool     `json:"listed,omitempty"`

	*class

	Meaning       string `json:"meaning"`
	Note          string `json:"note,omitempty"`
	Contradiction string `json:"contradiction,omitempty"`
	Source        source `json:"source"`
}

// class is left out of a row that is only listed.
type class struct {
	Outcome      string   `json:"outcome"`
	Category     string   `json:"category"`
	Party        string   `json:"party"`
	Actions      []string `json:"actions"`
	Retry        retry    `json:"retry"`
	Severity     string   `json:"severity"`
	Scope        string   `json:"scope"`
	GRPCCode     string   `json:"grpc_code"`
	Certainty    string   `json:"certainty"`
	Alternatives []string `json:"alternatives,omitempty"`
}

type retry struct {
	Policy       string  `json:"policy"`
	Automatic    bool    `json:"automatic"`
	InitialMs    uint32  `json:"initial_ms,omitempty"`
	Factor       float64 `json:"factor,omitempty"`
	CapMs        uint32  `json:"cap_ms,omitempty"`
	MaxRetries   uint8   `json:"max_retries,omitempty"`
	ProviderHint string  `json:"provider_hint"`
}

type source struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Where   string `json:"where,omitempty"`
	Section string `json:"section,omitempty"`
}

// MarshalJSON returns the row's JSON form.
func (r Row) MarshalJSON() ([]byte, error) { return json.Marshal(r.record()) }

func (r *Row) record() record {
	d := r.Row
	return record{
		Row: d.Name(), ID: d.ID, Reason: d.Reason, Provider: d.Provider.String(), Namespace: d.Namespace,
		Status: d.Status, StatusClass: d.StatusClass, Code: d.Code, Spellings: d.Spellings,
		Operation: d.Operation, Step: d.Step, Match: d.Match, Equals: d.Equals, Unless: d.Unless, Form: d.Form,
		Subcode: d.Subcode, SourceIs: d.SourceIs, Success: d.Success, NoCode: d.NoCode, Listed: d.Listed,
		class:   r.class(),
		Meaning: d.Meaning, Note: d.Note, Contradiction: d.Contradiction,
		Source: source{Name: d.Source, Title: d.Cites.Title, Where: d.Cites.Where, Section: d.Section},
	}
}

func (r *Row) class() *class {
	if r.Listed {
		return nil
	}
	c, t := &r.Class, r.Retrying()
	return &class{
		Outcome: c.Outcome.String(), Category: c.Category.String(), Party: c.Party.String(), Actions: names(c.Actions.Slice()),
		Retry: retry{Policy: t.Policy.String(), Automatic: t.Automatic, InitialMs: t.InitialMs, Factor: float64(t.FactorTenths) / 10,
			CapMs: t.CapMs, MaxRetries: t.MaxRetries, ProviderHint: t.ProviderHint.String()},
		Severity: c.Severity.String(), Scope: c.Scope.String(), GRPCCode: r.GRPCCode().String(),
		Certainty: c.Certainty.String(), Alternatives: alternatives(c.Alternatives),
	}
}

func names(actions []catalog.Action) []string {
	out := make([]string, len(actions))
	for i, a := range actions {
		out[i] = a.String()
	}
	return out
}

func alternatives(set catalog.CategorySet) []string {
	var out []string
	for c := range set.All {
		out = append(out, c.String())
	}
	return out
}
