package notices

import (
	"fmt"
	"strings"
)

// rule stands between two texts.
var rule = strings.Repeat("-", 78) + "\n"

// Text writes the notices of a product as they ship: a list of what is compiled
// in, and then every licence in full. The version of Go is left out, since its
// licence does not depend on it.
func Text(product string, components []Component) (string, error) {
	var list, full strings.Builder
	for _, c := range components {
		licences, err := c.Licences()
		if err != nil {
			return "", err
		}
		name := strings.TrimSpace(c.Name + " " + shown(c))
		fmt.Fprintf(&list, "%s: %s\n", name, strings.Join(licences, ", "))
		for _, f := range c.Files {
			fmt.Fprintf(&full, "\n%s%s, %s\n%s\n%s\n", rule, name, f.Path, rule, strings.Trim(f.Text, "\n"))
		}
	}
	return fmt.Sprintf("%s comes under the Apache License 2.0 (see LICENSE) and holds, compiled in:\n\n%s%s", product, &list, &full), nil
}

// shown is the version in the text.
func shown(c Component) string {
	if c.Name == "Go" {
		return ""
	}
	return c.Version
}
