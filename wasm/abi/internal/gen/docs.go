package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// typeDoc is what Go source says of an enumeration.
type typeDoc struct {
	name, text string
	// members are the constants by their numbers.
	members map[int]memberDoc
}

type memberDoc struct{ name, text string }

// readDocs returns the comments of the types in folders of Go source, and of
// their constants.
func readDocs(folders ...string) (map[string]*typeDoc, error) {
	found := map[string]*typeDoc{}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range files {
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
			if err != nil {
				return nil, err
			}
			for _, decl := range file.Decls {
				if d, ok := decl.(*ast.GenDecl); ok {
					readDecl(found, d)
				}
			}
		}
	}
	return found, nil
}

func readDecl(found map[string]*typeDoc, d *ast.GenDecl) {
	typeName := ""
	for i, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if t := of(found, s.Name.Name); d.Doc != nil {
				t.text = d.Doc.Text()
			}
		case *ast.ValueSpec:
			if d.Tok != token.CONST {
				continue
			}
			if name, ok := s.Type.(*ast.Ident); ok {
				typeName = name.Name
			}
			of(found, typeName).members[number(s, i)] = memberDoc{s.Names[0].Name, comment(s)}
		}
	}
}

func of(found map[string]*typeDoc, name string) *typeDoc {
	if found[name] == nil {
		found[name] = &typeDoc{name: name, members: map[int]memberDoc{}}
	}
	return found[name]
}

// number returns the value of a constant: the one that stands there, or iota.
func number(s *ast.ValueSpec, iota int) int {
	if len(s.Values) == 1 {
		if value, ok := s.Values[0].(*ast.BasicLit); ok {
			n, _ := strconv.Atoi(value.Value)
			return n
		}
	}
	return iota
}

// comment returns what is said of a constant, without its name.
func comment(s *ast.ValueSpec) string {
	text := s.Comment.Text()
	if s.Doc != nil {
		text = s.Doc.Text()
	}
	return strings.TrimPrefix(text, s.Names[0].Name+": ")
}

// goLink is a reference to a Go name.
var goLink = regexp.MustCompile(`\[(\w+)\]`)

// prose writes a comment as documentation of TypeScript: on one line, with the
// names of the wire.
func prose(text string, wire map[string]string) string {
	text = strings.Join(strings.Fields(text), " ")
	text = goLink.ReplaceAllStringFunc(text, func(link string) string {
		if name := wire[link[1:len(link)-1]]; name != "" {
			return "`" + name + "`"
		}
		return link[1 : len(link)-1]
	})
	return strings.ReplaceAll(text, "*/", "* /")
}
