package terminal

import "github.com/fatih/color"

// Style is what a word is for; the palette gives it a colour.
type Style uint8

const (
	Plain   Style = iota
	Strong        // headings, names
	Faint         // names of the vocabulary behind the words for them
	Label         // names of fields
	Name          // names to copy: actions, rows
	Good          // an ok, a yes
	Caution       // a pending, a not yet
	Bad           // a failure, a no
)

var attributes = [...][]color.Attribute{
	Strong:  {color.Bold},
	Faint:   {color.Faint},
	Label:   {color.FgCyan},
	Name:    {color.FgHiBlue, color.Bold},
	Good:    {color.FgGreen, color.Bold},
	Caution: {color.FgYellow, color.Bold},
	Bad:     {color.FgRed, color.Bold},
}

// Palette paints words, or leaves them as they are. The zero value has no colours.
type Palette struct{ styles [len(attributes)]*color.Color }

// NewPalette returns a palette with or without colours, whatever the
// environment says: that decision is the caller's.
func NewPalette(colours bool) Palette {
	var p Palette
	if !colours {
		return p
	}
	for s, a := range attributes {
		if a != nil {
			p.styles[s] = color.New(a...)
			p.styles[s].EnableColor()
		}
	}
	return p
}

func (p *Palette) paint(s Style, text string) string {
	if c := p.styles[s]; c != nil {
		return c.Sprint(text)
	}
	return text
}
