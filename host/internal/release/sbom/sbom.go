// Package sbom writes what a product is made of as CycloneDX 1.6 in JSON. It
// holds neither a time nor a random number, so that the same product gives the
// same bytes. The module in schematest holds the bills that are published against
// the schema of CycloneDX.
package sbom

import (
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/finfault/finfault/host/internal/release/notices"
)

// Document is a bill of materials.
type Document struct {
	Schema       string       `json:"$schema"`
	Format       string       `json:"bomFormat"`
	SpecVersion  string       `json:"specVersion"`
	Version      int          `json:"version"`
	Metadata     Metadata     `json:"metadata"`
	Components   []Component  `json:"components"`
	Dependencies []Dependency `json:"dependencies"`
}

// Metadata says what the bill is of.
type Metadata struct {
	Component Component `json:"component"`
}

// Component is a product, or something that is compiled into it.
type Component struct {
	Ref      string    `json:"bom-ref"`
	Type     string    `json:"type"` // application or library
	Name     string    `json:"name"`
	Version  string    `json:"version"`
	PURL     string    `json:"purl"`
	Licences []Licence `json:"licenses"`
}

// Licence is one by its identifier of SPDX.
type Licence struct {
	License struct {
		ID string `json:"id"`
	} `json:"license"`
}

// Dependency says which components a component holds.
type Dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

// Of returns the bill of a product that comes under the Apache License 2.0.
// The kind is application or library, the address that of the package (purl).
func Of(kind, name, version, purl string, compiled []notices.Component) (*Document, error) {
	product := Component{Ref: purl, Type: kind, Name: name, Version: version, PURL: purl, Licences: licences("Apache-2.0")}
	d := Document{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", SpecVersion: "1.6", Version: 1,
		Metadata: Metadata{product},
	}
	holds := Dependency{Ref: purl}
	for _, c := range compiled {
		part, err := component(c)
		if err != nil {
			return nil, err
		}
		d.Components = append(d.Components, part)
		holds.DependsOn = append(holds.DependsOn, part.Ref)
		d.Dependencies = append(d.Dependencies, Dependency{Ref: part.Ref})
	}
	d.Dependencies = append([]Dependency{holds}, d.Dependencies...)
	return &d, nil
}

func component(c notices.Component) (Component, error) {
	ids, err := c.Licences()
	if err != nil {
		return Component{}, err
	}
	name, version := c.Name, c.Version
	if name == "Go" {
		name, version = "std", strings.TrimPrefix(version, "go")
	}
	purl := "pkg:golang/" + name + "@" + version
	return Component{Ref: purl, Type: "library", Name: name, Version: version, PURL: purl, Licences: licences(ids...)}, nil
}

func licences(ids ...string) []Licence {
	list := make([]Licence, len(ids))
	for i, id := range ids {
		list[i].License.ID = id
	}
	return list
}

// JSON returns the document as it is written.
func (d *Document) JSON() ([]byte, error) {
	text, err := json.MarshalIndent(d, "", "  ")
	return append(text, '\n'), err
}

// Compare holds a document against the list of modules that the linker left in
// programs: what is in any of them has to be in the document, and nothing else.
func (d *Document) Compare(programs ...*buildinfo.BuildInfo) error {
	var linked, listed []string
	for _, p := range programs {
		linked = append(linked, "std@"+strings.TrimPrefix(p.GoVersion, "go"))
		for _, m := range p.Deps {
			linked = append(linked, m.Path+"@"+m.Version)
		}
	}
	for _, c := range d.Components {
		listed = append(listed, c.Name+"@"+c.Version)
	}
	slices.Sort(linked)
	slices.Sort(listed)
	if linked = slices.Compact(linked); !slices.Equal(linked, listed) {
		return fmt.Errorf("the bill lists %q, and linked is %q", listed, linked)
	}
	return nil
}
