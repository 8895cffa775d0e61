// Package glossary says to developers, in plain English, what the names of the
// vocabulary mean: in half a sentence that stands beside the name. The command
// line and the explorer show it, of the same table (glossary.json). What end
// users are told is in package words.
package glossary

import (
	_ "embed"
	"encoding/json"
	"sync"

	"github.com/finfault/finfault/catalog"
)

//go:embed glossary.json
var file []byte

// table is the file: what is said, by the names of the JSON form.
type table struct {
	Category, Action, Party, Severity, Scope, Effect, Basis, Certainty, Drift, Namespace, Source map[string]string
}

// entries reads the file once. It is part of the program: a test reads it.
var entries = sync.OnceValue(func() *table {
	t := &table{}
	if err := json.Unmarshal(file, t); err != nil {
		panic(err)
	}
	return t
})

// Category says what happened. It is "" for [catalog.None].
func Category(c catalog.Category) string { return entries().Category[c.String()] }

// Action says what to do.
func Action(a catalog.Action) string { return entries().Action[a.String()] }

// Party says whose fault it is.
func Party(p catalog.Party) string { return entries().Party[p.String()] }

// Severity says what a front end does with a failure.
func Severity(s catalog.Severity) string { return entries().Severity[s.String()] }

// Scope says who else is hit.
func Scope(s catalog.Scope) string { return entries().Scope[s.String()] }

// Effect says whether a failed write was applied. It is "" for
// [catalog.EffectNone].
func Effect(e catalog.Effect) string { return entries().Effect[e.String()] }

// Basis says which evidence decided.
func Basis(b catalog.Basis) string { return entries().Basis[b.String()] }

// Certainty says how sure a verdict is.
func Certainty(c catalog.Certainty) string { return entries().Certainty[c.String()] }

// Drift says how an answer differs from the documentation.
func Drift(d catalog.Drift) string { return entries().Drift[d.String()] }

// Namespace says what kind of code a row of the catalog is about.
func Namespace(n catalog.Namespace) string { return entries().Namespace[n.String()] }

// Source says in a word or two what evidence was asked, by its name in a trace.
func Source(name string) string { return entries().Source[name] }
