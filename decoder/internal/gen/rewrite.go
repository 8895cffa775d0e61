package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"strconv"
	"strings"

	"github.com/finfault/finfault/decoder/internal/lexer"
)

// member is what a reader does with a member of a name.
type member struct {
	name string
	do   string
}

// rewrite returns the code for our own lexer.
func (g *generated) rewrite() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, header, "!jlexer")
	for _, m := range g.methods {
		members, unknown, err := g.members(g.readers[recvName(m)])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", recvName(m), err)
		}
		fmt.Fprintf(&b, "\n// UnmarshalEasyJSON reads the object that the lexer stands on.\nfunc (out *%s) UnmarshalEasyJSON(in *lexer.Lexer) {\nfor in.Open(); in.Next(); {\nswitch in.Word() {\n", recvName(m))
		for _, same := range byWord(members) {
			writeCase(&b, same, unknown)
		}
		fmt.Fprintf(&b, "default:\n%s\n}\n}\n}\n", unknown)
	}
	return format.Source(b.Bytes())
}

// writeCase writes the case of the members that begin with the same word. Names
// shorter than a word need no second look.
func writeCase(b *bytes.Buffer, same []member, unknown string) {
	fmt.Fprintf(b, "case %#x:", lexer.WordOf(same[0].name))
	if len(same) == 1 && len(same[0].name) < 8 {
		fmt.Fprintf(b, " // %s\n%s\n", same[0].name, same[0].do)
		return
	}
	b.WriteString("\nswitch {\n")
	for _, m := range same {
		fmt.Fprintf(b, "case in.Named(%q):\n%s\n", m.name, m.do)
	}
	fmt.Fprintf(b, "default:\n%s\n}\n", unknown)
}

// byWord gathers members whose names begin with the same word, in the order of
// the first of them.
func byWord(members []member) [][]member {
	var groups [][]member
	at := map[uint64]int{}
	for _, m := range members {
		w := lexer.WordOf(m.name)
		i, ok := at[w]
		if !ok {
			i = len(groups)
			at[w] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], m)
	}
	return groups
}

// members returns what a reader does with each member it knows, and with the
// others.
func (g *generated) members(reader *ast.FuncDecl) (members []member, unknown string, err error) {
	var cases *ast.SwitchStmt
	ast.Inspect(reader, func(n ast.Node) bool {
		if s, ok := n.(*ast.SwitchStmt); ok {
			cases = s
		}
		return cases == nil
	})
	if cases == nil {
		return nil, "", fmt.Errorf("no switch over the names of members")
	}
	for _, stmt := range cases.Body.List {
		c := stmt.(*ast.CaseClause)
		do, err := g.action(c)
		if err != nil {
			return nil, "", err
		}
		if len(c.List) == 0 {
			unknown = do
			continue
		}
		for _, name := range c.List {
			lit, ok := name.(*ast.BasicLit)
			if !ok {
				return nil, "", fmt.Errorf("the case %s is no text", g.text(name))
			}
			text, err := strconv.Unquote(lit.Value)
			if err != nil {
				return nil, "", err
			}
			members = append(members, member{text, do})
		}
	}
	return members, unknown, nil
}

// action returns the statement of a case, out of the branch for values that
// are not null: our types see a null themselves.
func (g *generated) action(c *ast.CaseClause) (string, error) {
	if len(c.Body) != 1 {
		return "", fmt.Errorf("a case has %d statements", len(c.Body))
	}
	stmt := c.Body[0]
	if branch, ok := stmt.(*ast.IfStmt); ok {
		other, ok := branch.Else.(*ast.BlockStmt)
		if !ok || len(other.List) != 1 || g.text(branch.Cond) != "in.IsNull()" {
			return "", fmt.Errorf("the branch %q is not known", g.text(branch.Cond))
		}
		stmt = other.List[0]
	}
	if _, ok := stmt.(*ast.ExprStmt); !ok {
		return "", fmt.Errorf("%q is no call", g.text(stmt))
	}
	return strings.ReplaceAll(g.text(stmt), "(in, key)", "(in, lexer.Key(in))"), nil
}
