package notices

import (
	"fmt"
	"slices"
	"strings"
)

// kinds are the licences that may be compiled in, by what their texts say and
// those of no other kind. The identifiers are those of SPDX.
var kinds = []struct{ id, says, andNot string }{
	{id: "Apache-2.0", says: "Apache License"},
	{id: "MIT", says: "Permission is hereby granted, free of charge"},
	{id: "ISC", says: "Permission to use, copy, modify, and/or distribute this software"},
	{id: "BSD-3-Clause", says: "Neither the name of"},
	{id: "BSD-2-Clause", says: "Redistribution and use in source and binary forms", andNot: "Neither the name of"},
}

// Licences returns the SPDX identifiers of what a component comes under, sorted.
// A component of no kind that is known is an error: somebody has to read it.
func (c Component) Licences() ([]string, error) {
	var found []string
	for _, f := range c.Files {
		text := strings.Join(strings.Fields(f.Text), " ")
		for _, k := range kinds {
			if strings.Contains(text, k.says) && (k.andNot == "" || !strings.Contains(text, k.andNot)) {
				found = append(found, k.id)
			}
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s comes under no licence that is known to be fit for shipping: read it, and add its kind to kinds", c.Name)
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}
