package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/finfault/finfault/catalog"
)

// language is a file of words; its schema stands beside it.
type language struct {
	Schema     string          `json:"$schema"`
	Tag        string          `json:"language"`
	Categories map[string]text `json:"categories"`
	Pending    text            `json:"pending"`
	Unsure     text            `json:"unsure"`
	Actions    map[string]step `json:"actions"`

	goName string
}

// text says what happened.
type text struct {
	Title    string `json:"title"`
	Sentence string `json:"sentence"`
}

// step says what to do.
type step struct {
	Sentence string `json:"sentence"`
	Button   string `json:"button"`
}

// read reads the file of a language.
func read(folder fs.FS, tag string) (*language, error) {
	name := tag + ".json"
	file, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	from := json.NewDecoder(file)
	from.DisallowUnknownFields()
	l := &language{}
	if err := from.Decode(l); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if l.Tag != tag {
		return nil, fmt.Errorf("%s: language is %q", name, l.Tag)
	}
	if err := complete("categories", l.Categories, categoryNames()); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if err := complete("actions", l.Actions, actionNames()); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return l, nil
}

// complete makes sure that there are words for every name, and for no others.
func complete[T any](what string, words map[string]T, names []string) error {
	for _, name := range names {
		if _, ok := words[name]; !ok {
			return fmt.Errorf("%s: nothing is said of %s", what, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(words)) {
		if !slices.Contains(names, name) {
			return fmt.Errorf("%s: %q is no value of the contract", what, name)
		}
	}
	return nil
}

// subjects returns what is spoken about in the order of package words.
func (l *language) subjects() []text {
	var all []text
	for _, name := range categoryNames() {
		all = append(all, l.Categories[name])
	}
	return append(all, l.Pending, l.Unsure)
}

// steps returns what there is to do, by the numbers of the actions from 1 on.
func (l *language) steps() []step {
	var all []step
	for _, name := range actionNames() {
		all = append(all, l.Actions[name])
	}
	return all
}

func categoryNames() []string {
	var names []string
	for c := range catalog.Category(catalog.NumCategories) {
		names = append(names, c.String())
	}
	return names
}

func actionNames() []string {
	var names []string
	for a := catalog.FixRequest; a.String() != ""; a++ {
		names = append(names, a.String())
	}
	return names
}
