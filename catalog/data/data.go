// Package data holds the catalog's facts as they are reviewed: one JSON file
// per provider, and one for what holds for every provider. schema.json is
// their schema.
//
// Programs that only classify use package catalog, whose tables are generated
// from these files; this package is for those that show or check the facts.
package data

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"sync"

	"github.com/finfault/finfault/catalog"
)

//go:embed *.json
var files embed.FS

// File is one data file.
type File struct {
	Schema   string `json:"$schema"`
	Provider string `json:"provider"`
	// Sources are the documents that rows cite, by their short name.
	Sources map[string]Source `json:"sources"`
	Rows    []Row             `json:"rows"`
	// ProxyTexts are the texts by which the plain-text body of a proxy is known.
	ProxyTexts []string `json:"proxy_texts,omitempty"`
}

// Source is a document that rows cite.
type Source struct {
	Title string `json:"title"`
	Where string `json:"where,omitempty"`
}

// Row is one fact as it stands in a data file; schema.json describes the
// members. Empty members of the class stand for the category's default.
type Row struct {
	ID            int      `json:"id"`
	Reason        string   `json:"reason"`
	Source        string   `json:"source"`
	Section       string   `json:"section,omitempty"`
	Namespace     string   `json:"namespace"`
	Status        []int    `json:"status,omitempty"`
	SeenStatus    []int    `json:"seen_status,omitempty"`
	StatusClass   int      `json:"status_class,omitempty"`
	Code          string   `json:"code,omitempty"`
	Spellings     []string `json:"spellings,omitempty"`
	Operation     []string `json:"operation,omitempty"`
	Step          []string `json:"step,omitempty"`
	Match         []string `json:"match,omitempty"`
	Equals        []string `json:"equals,omitempty"`
	Unless        []string `json:"unless,omitempty"`
	Form          string   `json:"form,omitempty"`
	Subcode       string   `json:"subcode,omitempty"`
	SourceIs      []string `json:"source_is,omitempty"`
	Success       *bool    `json:"success,omitempty"`
	NoCode        bool     `json:"no_code,omitempty"`
	Listed        bool     `json:"listed,omitempty"`
	Outcome       string   `json:"outcome,omitempty"`
	Category      string   `json:"category,omitempty"`
	Party         string   `json:"party,omitempty"`
	Actions       []string `json:"actions,omitempty"`
	Retry         string   `json:"retry,omitempty"`
	MaxRetries    *int     `json:"max_retries,omitempty"`
	Automatic     *bool    `json:"automatic,omitempty"`
	Severity      string   `json:"severity,omitempty"`
	Scope         string   `json:"scope,omitempty"`
	Certainty     string   `json:"certainty,omitempty"`
	Alternatives  []string `json:"alternatives,omitempty"`
	ProviderHint  string   `json:"provider_hint,omitempty"`
	Meaning       string   `json:"meaning"`
	Note          string   `json:"note,omitempty"`
	Contradiction string   `json:"contradiction,omitempty"`

	// Provider is the provider of the row's file, Cites the document that
	// Source names.
	Provider catalog.Provider `json:"-"`
	Cites    Source           `json:"-"`
}

// Name returns the row's name in a verdict, such as "basiq-9".
func (r *Row) Name() string {
	if r.Provider == catalog.ProviderUnknown {
		return fmt.Sprintf("http-%d", r.ID)
	}
	return fmt.Sprintf("%s-%d", r.Provider, r.ID)
}

// FileNames are the data files in the order in which [All] lists their rows.
var FileNames = []string{"basiq.json", "synapse.json", "truelayer.json", "mx.json", "http.json"}

// Load reads one data file. An error names the file, and the row where there
// is one.
func Load(fsys fs.FS, name string) (*File, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	var f File
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	provider, ok := catalog.ParseProvider(f.Provider)
	if !ok {
		return nil, fmt.Errorf("%s: provider %q is none of basiq, synapse, truelayer, mx, unknown", name, f.Provider)
	}
	for i := range f.Rows {
		r := &f.Rows[i]
		r.Provider = provider
		if r.Cites, ok = f.Sources[r.Source]; !ok {
			return nil, fmt.Errorf("%s: row %d: source %q is not among the file's sources", name, r.ID, r.Source)
		}
	}
	return &f, nil
}

// All returns the rows of every file as they are built into the program. The
// rows are shared: they must not be written to.
var All = sync.OnceValues(func() ([]Row, error) {
	var all []Row
	for _, name := range FileNames {
		f, err := Load(files, name)
		if err != nil {
			return nil, err
		}
		all = append(all, f.Rows...)
	}
	return all, nil
})
