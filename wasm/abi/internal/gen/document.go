package main

import (
	"fmt"
	"strings"
)

// document returns ABI.md with its tables written anew. A table stands between
// "<!-- table: name -->" and "<!-- end -->".
func (l *layout) document(doc []byte) ([]byte, error) {
	text := string(doc)
	tables := map[string]string{"exports": l.exportTable(), "limits": l.limitTable(), "enums": l.enumTable()}
	for i := range l.Structs {
		tables[l.Structs[i].Name] = l.Structs[i].table()
	}
	for name, table := range tables {
		begin, end := "<!-- table: "+name+" -->\n", "<!-- end -->"
		before, rest, found := strings.Cut(text, begin)
		_, after, closed := strings.Cut(rest, end)
		if !found || !closed {
			return nil, fmt.Errorf("no place for the table %q", name)
		}
		text = before + begin + table + end + after
	}
	return []byte(text), nil
}

func (l *layout) exportTable() string {
	t := "| export | parameters | returns | |\n| --- | --- | --- | --- |\n"
	for _, e := range l.Exports {
		t += fmt.Sprintf("| `%s` | %s | %s | %s |\n", e.Name, strings.Join(typed(e.Params), ", "), strings.Repeat("i32", e.Results), e.Doc)
	}
	return t
}

func typed(params []string) []string {
	var list []string
	for _, p := range params {
		list = append(list, "`"+p+"` i32")
	}
	return list
}

func (l *layout) limitTable() string {
	return fmt.Sprintf("| constant | value |\n| --- | ---: |\n| magic | %#x |\n| major, minor | %d, %d |\n| max_headers | %d |\n| max_body | %d |\n| max_input | %d |\n| max_errors | %d |\n",
		l.Magic, l.Major, l.Minor, l.MaxHeaders, l.MaxBody, l.MaxInput, l.MaxErrors)
}

func (s *structure) table() string {
	t := fmt.Sprintf("%d bytes.\n\n| offset | type | field | |\n| ---: | --- | --- | --- |\n", s.Size)
	for _, f := range s.Fields {
		note := ""
		switch {
		case f.Set:
			note = "set of " + f.Enum
		case f.Enum != "":
			note = f.Enum
		}
		t += fmt.Sprintf("| %d | %s | `%s` | %s |\n", f.Offset, f.Type, f.Name, note)
	}
	return t
}

func (l *layout) enumTable() string {
	t := "| enumeration | names by number |\n| --- | --- |\n"
	for _, e := range l.Enums {
		var list []string
		for n, name := range e.Names {
			if name != "" {
				list = append(list, fmt.Sprintf("%d %s", n, name))
			}
		}
		for name, n := range e.More {
			list = append(list, fmt.Sprintf("%d %s", n, name))
		}
		t += fmt.Sprintf("| `%s` | %s |\n", e.Name, strings.Join(list, ", "))
	}
	return t
}
