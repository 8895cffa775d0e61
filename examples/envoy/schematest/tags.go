package schematest

import (
	"errors"
	"fmt"
	"regexp"

	metricsv3 "github.com/envoyproxy/go-control-plane/envoy/config/metrics/v3"
)

// Namespace is what Envoy sets before the name of every metric of a module. It
// is part of the name that stats_tags see, and not of what Prometheus sees.
const Namespace = "wasmcustom."

// A Tag is one label that Envoy cuts from the names of counters.
type Tag struct {
	Name  string
	regex *regexp.Regexp
}

// Tags compiles stats_tags. Go's regular expressions are those of RE2.
func Tags(specs []*metricsv3.TagSpecifier) (tags []Tag, err error) {
	for _, s := range specs {
		regex, err := regexp.Compile(s.GetRegex())
		if err != nil {
			return nil, fmt.Errorf("tag %s: %w", s.GetTagName(), err)
		}
		if regex.NumSubexp() != 2 {
			return nil, fmt.Errorf("tag %s: two groups are needed, what to cut and the value", s.GetTagName())
		}
		tags = append(tags, Tag{s.GetTagName(), regex})
	}
	if len(tags) == 0 {
		return nil, errors.New("no stats_tags")
	}
	return tags, nil
}

// Extract does what Envoy does with a name: every regex sees the whole name,
// the second group is the tag's value, and at the end the first groups of all
// are cut out. It returns the labels and what is left.
//
// Envoy searches with one of its two engines and asks for a match of the whole
// name with the other: a regex that matches only a part of the name is an error.
func Extract(tags []Tag, name string) (labels map[string]string, rest string, err error) {
	labels = map[string]string{}
	cut := make([]bool, len(name))
	for _, t := range tags {
		at := t.regex.FindStringSubmatchIndex(name)
		if at == nil {
			continue
		}
		if at[0] != 0 || at[1] != len(name) {
			return nil, "", fmt.Errorf("tag %s matches only a part of %s", t.Name, name)
		}
		labels[t.Name] = name[at[4]:at[5]]
		for i := at[2]; i < at[3]; i++ {
			cut[i] = true
		}
	}
	for i := range name {
		if !cut[i] {
			rest += name[i : i+1]
		}
	}
	return labels, rest, nil
}
